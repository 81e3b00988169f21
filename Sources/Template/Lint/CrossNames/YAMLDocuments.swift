import Git
import OrderedCollections
import Yams

/// The YAML documents of renders, each file read once however many renders have it.
final class YAMLDocuments {
    private var known: [ObjectID: [AnswerValue]] = [:]

    /// The documents of a file; none when it can't be read, which is another tool's finding.
    func documents(of file: BaselineFile) -> [AnswerValue] {
        if let documents = known[file.id] { return documents }
        var documents: [AnswerValue] = []
        if let nodes = try? Yams.compose_all(yaml: String(decoding: file.bytes, as: UTF8.self)) {
            for node in nodes {
                if let value = try? AnswerValue(yaml: node) { documents.append(value) }
            }
        }
        known[file.id] = documents
        return documents
    }
}

extension AnswerValue {
    /// The value of a key of a mapping; nil for everything else.
    subscript(key: String) -> AnswerValue? {
        if case .map(let values) = self { values[key] } else { nil }
    }

    /// The value at the end of a path of keys.
    func at(_ keys: String...) -> AnswerValue? {
        var value: AnswerValue? = self
        for key in keys { value = value?[key] }
        return value
    }

    /// The elements of a list; none for everything else.
    var elements: [AnswerValue] { if case .list(let values) = self { values } else { [] } }

    /// The entries of a mapping as text; none for everything else.
    var texts: [String: String] {
        guard case .map(let values) = self else { return [:] }
        return Dictionary(values.map { ($0.key, $0.value.display) }) { first, _ in first }
    }
}
