import Git
import TestSupport

@testable import Template

/// Builds releases from texts, as a folder of a scaffold would hold them.
struct Sample {
    var manifest: String
    var files: [TemplateFile] = [TemplateFile(path: "README.md", bytes: Array("# Sample\n".utf8))]
    var fragments: [TemplateFile] = []
    var parts: [TemplateFile] = []

    /// A release whose manifest has these lines after the usual head.
    init(_ lines: String = "", version: String = "1.0.0", previous: String = "null", files: [String: String]? = nil) {
        manifest = """
            schema: 1
            scaffold: sample
            release: \(version)
            previous: \(previous)
            summary: A sample.
            \(lines)
            """
        if let files { self.files = Sample.list(files) }
    }

    static func list(_ files: [String: String]) -> [TemplateFile] {
        files.map { TemplateFile(path: $0.key, bytes: Array($0.value.utf8)) }.sorted { Path.precedes($0.path, $1.path) }
    }

    func release() throws(ScaffoldError) -> Release {
        try Manifest(Array(manifest.utf8), file: "sample/release.yml")
            .release(files: files, fragments: fragments, parts: parts)
    }

    /// Writes the release into a folder.
    func write(to directory: TempDirectory, _ folder: String) throws {
        let prefix = folder.isEmpty ? "" : "\(folder)/"
        try directory.write("\(prefix)release.yml", manifest)
        for (name, list) in [("files", files), ("slots", fragments), ("parts", parts)] {
            for file in list { try directory.write("\(prefix)\(name)/\(file.path)", file.bytes) }
        }
    }
}

extension Baseline {
    /// The text of a file; empty when it is not there.
    func text(_ path: String) -> String { String(decoding: self[path]?.bytes ?? [], as: UTF8.self) }
}
