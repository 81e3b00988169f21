import Foundation
public import Testing

/// Compares a text with the file `Golden/<name>` beside the test's source file.
///
/// A missing file, or SCAFFOLD_RECORD_GOLDEN in the environment, records the text **and fails**, so that a recording
/// is always looked at.
public func golden(
    _ name: String, _ actual: String, sourceFile: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
    let folder = URL(filePath: sourceFile).deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: name)
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if let expected, ProcessInfo.processInfo.environment["SCAFFOLD_RECORD_GOLDEN"] == nil {
        #expect(actual == expected, "Golden/\(name) differs", sourceLocation: sourceLocation)
        return
    }
    do {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: file)
        Issue.record("recorded Golden/\(name): look at it and run again", sourceLocation: sourceLocation)
    } catch {
        Issue.record("could not record Golden/\(name): \(error)", sourceLocation: sourceLocation)
    }
}
