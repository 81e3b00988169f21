import Jinja
public import OrderedCollections

/// The record of a project that cruft manages: `.cruft.json` in its own bytes.
///
/// Only values that change are written; order, indentation and names that nothing here knows stay, so that cruft goes on
/// working with the file.
public struct CruftRecord: Sendable {
    /// The record's name in the project.
    public static let path = ".cruft.json"

    /// The template's URL or path, as it stands there.
    public let template: String
    /// The commit of the template that the project is at.
    public let commit: String
    /// The branch or tag that the project follows; nil for the template's default branch.
    public let checkout: String?
    /// The folder of the repository that holds the template; nil for its root, however that is written.
    public let directory: String?
    /// The recorded answers, `context.cookiecutter`.
    public let answers: Answers
    /// Paths and patterns that updates leave alone, those of the record only.
    public let skip: [String]
    /// The file's bytes.
    public let bytes: [UInt8]

    /// Reads a record.
    /// - Parameters:
    ///   - bytes: The file.
    ///   - file: Its path, for messages.
    /// - Throws: ``ScaffoldError`` when the file is no JSON or lacks template, commit or answers.
    public init(_ bytes: [UInt8], file: String = CruftRecord.path) throws(ScaffoldError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(bytes)
        } catch {
            throw ScaffoldError(.manifest, error.message, at: .init(file: file))
        }
        func text(_ name: String) throws(ScaffoldError) -> String {
            guard let text = document.value([name])?.stringValue, !text.isEmpty else {
                throw ScaffoldError(.manifest, "the record has no \(name)", at: .init(file: file))
            }
            return text
        }
        template = try text("template")
        commit = try text("commit")
        guard case .map(let answers)? = document.value(CruftRecord.context) else {
            throw ScaffoldError(.manifest, "the record has no answers in context.cookiecutter", at: .init(file: file))
        }
        self.answers = answers
        checkout = document.value(["checkout"])?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        directory = document.value(["directory"])?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        if case .list(let entries)? = document.value(["skip"]) {
            skip = entries.compactMap(\.stringValue)
        } else {
            skip = []
        }
        self.bytes = bytes
    }

    /// The bytes of a new record, as cruft writes it.
    public static func new(
        template: String, commit: String, checkout: String?, answers: Answers, directory: String?, skip: [String] = []
    ) -> [UInt8] {
        var bytes = Array("{}\n".utf8)
        // The text above is JSON.
        guard var document = try? JSONDocument(bytes) else { return bytes }
        document.set(["template"], to: .string(template))
        document.set(["commit"], to: .string(commit))
        document.set(["checkout"], to: checkout.map { .string($0) } ?? .null)
        document.set(["context"], to: .map(["cookiecutter": .map(answers)]))
        document.set(["directory"], to: directory.map { .string($0) } ?? .null)
        if !skip.isEmpty { document.set(["skip"], to: .list(skip.map { .string($0) })) }
        bytes = document.bytes
        return bytes
    }

    /// The record's bytes at another commit and with other answers; everything else stays as it is.
    /// - Parameters:
    ///   - commit: The template's commit.
    ///   - answers: Every value of `context.cookiecutter`, as a render gives them: others are removed.
    ///   - checkout: Another branch or tag to follow; nil keeps the one that is there.
    ///   - template: Another address of the template; nil keeps it.
    public func updated(
        commit: String, answers: Answers, checkout: String? = nil, template: String? = nil
    ) -> [UInt8] {
        guard var document = try? JSONDocument(bytes) else { return bytes }
        document.set(["commit"], to: .string(commit))
        if let checkout { document.set(["checkout"], to: .string(checkout)) }
        if let template { document.set(["template"], to: .string(template)) }
        for name in document.names(CruftRecord.context) where answers[name] == nil {
            document.remove(CruftRecord.context + [name])
        }
        var predecessor: String?
        for (name, value) in answers {
            document.set(CruftRecord.context + [name], to: value, after: predecessor)
            predecessor = name
        }
        // As cruft, which writes the questions in the order of the template; what nothing else changes keeps its order.
        if commit != self.commit { document.order(CruftRecord.context, as: Array(answers.keys)) }
        return document.bytes
    }

    /// Where the answers are.
    private static let context = ["context", "cookiecutter"]
}
