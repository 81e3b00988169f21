import Foundation
import Jinja
import Testing

@testable import jinja_oracle

/// The engine against what real Jinja2 3.1.6 made of every template of the corpus.
@Suite("Jinja2 corpus")
struct CorpusTests {
    /// How many cases differ on purpose; each is named with its reason in `divergences.json`.
    static let divergenceCount = 7

    @Test("Every case gives Jinja2's output, or fails with its class of error, but for the named divergences")
    func everyCase() throws {
        let cases = try Corpus.load()
        let divergences = try Corpus.divergences()
        #expect(cases.count >= 7_880)
        #expect(divergences.count == CorpusTests.divergenceCount)
        #expect(divergences.count * 100 <= cases.count)
        var differing: Set<String> = []
        for item in cases {
            let (wanted, found) = (item.expected, item.outcome)
            guard wanted != found else { continue }
            differing.insert(item.corpusCase.id)
            if !divergences.contains(item.corpusCase.id) {
                Issue.record("\(item.corpusCase.id): \(item.corpusCase.source)\nwanted \(wanted)\nfound  \(found)")
            }
        }
        #expect(differing == divergences, "a named divergence that doesn't differ must leave the list")
    }
}

/// The corpus in `Tests/Corpora/jinja2`.
enum Corpus {
    /// What a template does: its output, or the class and line of its error.
    enum Outcome: Equatable {
        case output([UInt8])
        case error(String, line: Int?)
    }

    struct Item {
        let corpusCase: CorpusCase
        let expected: Outcome

        init(_ json: Value) {
            corpusCase = CorpusCase(json)
            if let output = json.dictValue?["output"]?.stringValue {
                expected = .output(Array(output.utf8))
            } else {
                let error = json.dictValue?["error"]?.dictValue
                expected = .error(error?["class"]?.stringValue ?? "", line: error?["line"]?.intValue)
            }
        }

        /// What the engine makes of it; the line counts only where the corpus has one.
        var outcome: Outcome {
            do throws(TemplateError) {
                return .output(Array(try corpusCase.render().utf8))
            } catch {
                if case .error(_, line: nil) = expected { return .error(error.code.pythonClass, line: nil) }
                return .error(error.code.pythonClass, line: error.line)
            }
        }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpora/jinja2")

    private static func read(_ name: String) throws -> [Value] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try Value(json: Array(data)).arrayValue ?? []
    }

    static func load() throws -> [Item] { try read("cases.json").map(Item.init) }

    static func divergences() throws -> Set<String> {
        Set(try read("divergences.json").compactMap { $0.dictValue?["id"]?.stringValue })
    }
}
