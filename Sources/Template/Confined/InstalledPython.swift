import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The Python that a person has installed, as commands in a sandbox can use it.
struct InstalledPython: Sendable {
    /// The interpreter's path.
    let program: String
    /// The folders that it needs beside the system's own.
    let readable: [String]
    /// `NAME=value` that it needs.
    let variables: [String]

    /// Finds `python3` on PATH; nil when there is none that works.
    static func find() -> InstalledPython? {
        for program in programs(named: "python3") {
            if let python = InstalledPython(program: program) { return python }
        }
        return nil
    }

    /// Asks an interpreter where its parts are; nil when it does not work.
    ///
    /// Nothing of a template has a part in this: it runs in the root folder, with the variables that find programs.
    init?(program: String) {
        let question = """
            import sys
            print(sys.executable)
            print(sys.prefix)
            print(sys.base_prefix)
            for path in sys.path[1:]: print(path)
            """
        guard let lines = InstalledPython.lines(of: [program, "-c", question]), lines.count >= 3 else { return nil }
        self.program = lines[0]
        var readable: [String] = []
        var further: [String] = []
        for (index, path) in lines.dropFirst().enumerated() where InstalledPython.canBeShown(path) {
            if readable.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) { continue }
            readable.append(path)
            if index >= 2 { further.append(path) }
        }
        self.readable = readable
        variables =
            (further.isEmpty ? [] : ["PYTHONPATH=\(further.joined(separator: ":"))"])
            + ["PATH=\(Path.parent(of: program)):\(Sandbox.path)"]
    }

    /// The programs of a name on PATH; a relative folder on it could be one of the repository that is looked at.
    static func programs(named name: String) -> [String] {
        let folders = (ProcessEnvironment.value("PATH") ?? "/usr/local/bin:/usr/bin:/bin").utf8
            .split(separator: UInt8(ascii: ":")).map { String(Substring($0)) }
        return folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .filter { access($0, X_OK) == 0 && FileTree.isFile($0) }
    }

    /// The lines that a program prints; nil when it fails.
    static func lines(of arguments: [String]) -> [String]? {
        let variables = ["PATH", "HOME", "PYENV_ROOT"].compactMap { name in
            ProcessEnvironment.value(name).map { "\(name)=\($0)" }
        }
        let process = ChildProcess(
            shell: arguments.map(Quoting.shell).joined(separator: " "), environment: variables, directory: "/",
            timeoutSeconds: 30)
        guard let result = try? process.run(), result.ending == .exited(0) else { return nil }
        return String(decoding: result.stdout, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Whether a folder may be shown: not the whole of a home, or of the file system, and nothing that is not there.
    private static func canBeShown(_ path: String) -> Bool {
        guard path.hasPrefix("/"), !path.hasPrefix("/usr/"), path != "/usr", path != "/", FileTree.isFolder(path) else {
            return false
        }
        guard let home = FileTree.home.flatMap(FileTree.resolved), let real = FileTree.resolved(path) else {
            return false
        }
        return real != "/" && real != home && !home.hasPrefix(real + "/")
    }
}
