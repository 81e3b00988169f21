import Foundation
import TestSupport

/// The built `scaffold` binary, which lies beside the test bundle.
enum Tool {
    static let path: String = {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let candidates = [bundle, URL(filePath: CommandLine.arguments[0])]
        let found = candidates.map { $0.deletingLastPathComponent().appending(path: "scaffold").path }
        return found.first { FileManager.default.isExecutableFile(atPath: $0) } ?? found[0]
    }()
}
