import Foundation
import Jinja

/// The cases in `Tests/Corpora`, made by the scripts beside them.
enum Corpora {
    /// The cases of one file, each a dict.
    ///
    /// - Parameter variable: the environment variable that names another folder.
    static func cases(_ folder: String, _ name: String, variable: String) throws -> [DictValue] {
        let place =
            ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpora/\(folder)")
        let bytes = [UInt8](try Data(contentsOf: place.appending(path: name)))
        return try Value(json: bytes).arrayValue?.compactMap(\.dictValue) ?? []
    }
}
