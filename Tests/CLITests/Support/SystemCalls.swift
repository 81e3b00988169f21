#if os(Linux)
    import Foundation
    import TestSupport

    /// What a run of the binary, and every process below it, asked the system for; `strace` tells.
    struct SystemCalls {
        /// Every program that was started, with its arguments; the binary itself comes first.
        private(set) var started: [[String]] = []
        /// Every path that was opened for writing, made, renamed, changed or removed; absolute where that is known.
        private(set) var written: Set<String> = []
        /// How the run ended.
        let result: ProcessResult

        private static let calls =
            "execve,open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,symlink,symlinkat,"
            + "link,linkat,truncate,chmod,fchmodat,mknod,mknodat"

        /// Runs the binary in a folder.
        init(of arguments: [String], in folder: String, _ bench: Workbench) throws {
            let traces = bench.directory.path("traces")
            try? FileManager.default.removeItem(atPath: traces)
            try FileManager.default.createDirectory(atPath: traces, withIntermediateDirectories: true)
            result = try run(
                "strace",
                [
                    "-ff", "-qq", "-y", "-s", "4096", "-o", traces + "/p", "-e", "trace=" + Self.calls, Tool.path,
                ] + arguments,
                environment: bench.environment, directory: URL(filePath: folder, directoryHint: .isDirectory))
            // One file for each process; a call that another process interrupts would be cut in two otherwise.
            for name in try FileManager.default.contentsOfDirectory(atPath: traces).sorted() {
                let text = String(decoding: try bench.directory.read("traces/" + name), as: UTF8.self)
                for line in text.split(separator: "\n") where !line.contains(" = -1 ") { note(line) }
            }
        }

        /// The paths that were written and are in none of the folders.
        func written(outside folders: [String]) -> [String] {
            written.filter { path in
                path != "/dev/null" && path != "/dev/tty"
                    && !folders.contains { path == $0 || path.hasPrefix($0 + "/") || !path.hasPrefix("/") }
                    || path.split(separator: "/").contains("..")
            }.sorted()
        }

        private mutating func note(_ line: Substring) {
            guard let name = line.firstIndex(of: "(").map({ line[..<$0] }) else { return }
            let call = Call(line)
            switch name {
            case "execve": started.append(Array(call.texts.dropFirst()))
            case "open", "openat":
                guard ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].contains(where: line.contains) else { return }
                written.insert(call.opened ?? call.paths.first ?? String(line))
            // The first text is where the link leads.
            case "symlink", "symlinkat": written.formUnion(call.paths.dropFirst())
            default: written.formUnion(call.paths)
            }
        }
    }

    /// One line of a trace, read: `openat(AT_FDCWD</a>, "b", O_RDONLY) = 3</a/b>`.
    private struct Call {
        /// The texts among the arguments.
        private(set) var texts: [String] = []
        /// The same below the folder that stands before each.
        private(set) var paths: [String] = []
        /// The path of the file that the call opened.
        private(set) var opened: String?

        init(_ line: Substring) {
            var rest = line[...]
            var folder = ""
            while let mark = rest.firstIndex(where: { $0 == "\"" || $0 == "<" || $0 == "=" }) {
                let kind = rest[mark]
                rest = rest[rest.index(after: mark)...]
                if kind == "=" {
                    guard !rest.contains("\""), let start = rest.firstIndex(of: "<"), rest.last == ">" else { continue }
                    opened = String(rest[rest.index(after: start)...].dropLast())
                    return
                }
                guard let end = rest.firstIndex(of: kind == "<" ? ">" : "\"") else { return }
                let text = String(rest[..<end])
                rest = rest[rest.index(after: end)...]
                if kind == "<" {
                    folder = text
                } else {
                    texts.append(text)
                    paths.append(text.hasPrefix("/") || folder.isEmpty ? text : folder + "/" + text)
                }
            }
        }
    }
#endif
