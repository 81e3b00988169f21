/// The paths that the commands of a `RUN` make: what they write, the folders they create, where they put things.
///
/// Told by the words of each command, as far as a command is known to take them so. An option that says where a result
/// goes is believed of any command.
struct MadePaths {
    private(set) var paths: Set<String> = []

    /// - Parameter text: one command, or a whole shell text.
    init(command text: String) {
        for words in Self.commands(text) { read(words) }
    }

    /// - Parameter text: what a `COPY` or an `ADD` says.
    init(copy text: String) {
        let target = InstructionTraits.target(text)
        // A folder that is in every image has much that comes from elsewhere: what is put into it is the file.
        guard Self.isShared(target) else {
            add(target)
            return
        }
        let words = Self.commands(text).first ?? []
        let call = CommandCall(words, valued: [])
        addCopies(of: call.operands.dropLast(), to: target, isFolder: true)
    }

    // MARK: Words

    /// The words of the commands in a shell text; what a result is redirected to has `>` before it.
    private static func commands(_ text: String) -> [[String]] {
        // The form for exec is a list of words.
        let text = text.hasPrefix("[") ? String(text.map { "[],".contains($0) ? " " : $0 }) : text
        var commands: [[String]] = [[]]
        var word = ""
        var quote: Unicode.Scalar?
        func flush() {
            if !word.isEmpty { commands[commands.count - 1].append(word) }
            word = ""
        }
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                isEscaped = false
                // A line goes on in the next one.
                if scalar == "\n" { flush() } else { word.unicodeScalars.append(scalar) }
            } else if scalar == "\\" {
                isEscaped = true
            } else if let open = quote {
                if scalar == open { quote = nil } else { word.unicodeScalars.append(scalar) }
            } else {
                switch scalar {
                case "\"", "'": quote = scalar
                case " ", "\t", "\r": flush()
                case "\n", ";", "|", "&", "(", ")":
                    // `2>&1` and `&>file` are of one command.
                    flush()
                    if commands.last?.last != ">" { commands.append([]) }
                case ">":
                    if word.allSatisfy(\.isNumber) { word = "" }
                    flush()
                    if commands.last?.last != ">" { commands[commands.count - 1].append(">") }
                default: word.unicodeScalars.append(scalar)
                }
            }
        }
        flush()
        return commands.filter { !$0.isEmpty }
    }

    private mutating func read(_ words: [String]) {
        var plain: [String] = []
        for (index, word) in words.enumerated() where word != ">" {
            if index > 0, words[index - 1] == ">" { add(word) } else { plain.append(word) }
        }
        var rest = plain[...]
        while let word = rest.first {
            if let value = Self.assigned(word) {
                add(value)
            } else if !Self.leading.contains(word) {
                break
            }
            rest = rest.dropFirst()
        }
        guard let first = rest.popFirst() else { return }
        readCommand(first.split(separator: "/").last.map(String.init) ?? first, Array(rest))
    }

    /// The value in `NAME=value`.
    private static func assigned(_ word: String) -> String? {
        guard let equals = word.firstIndex(of: "="), word.first?.isLetter == true || word.first == "_",
            word[..<equals].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else { return nil }
        return String(word[word.index(after: equals)...])
    }

    /// What may stand before a command.
    private static let leading: Set<String> = [
        "sudo", "exec", "time", "env", "export", "command", "nohup", "then", "else", "do", "if", "while", "until", "{",
        "!",
    ]

    // MARK: Commands

    private mutating func readCommand(_ name: String, _ words: [String]) {
        let isPython = name.hasPrefix("python")
        if isPython, let module = words.firstIndex(of: "-m"), module + 1 < words.count {
            return readCommand(words[module + 1], Array(words[(module + 2)...]))
        }
        let tool = Self.tools[name] ?? Tool()
        let targets = tool.targets.union(Self.outputs)
        let call = CommandCall(words, valued: targets.union(tool.valued))
        for option in targets { add(call.values(of: option)) }
        switch name {
        case "mkdir", "touch", "tee", "truncate", "mkfifo", "venv", "virtualenv": add(call.operands)
        case "install" where call.has("-d", "--directory"): add(call.operands)
        case "install", "cp", "mv", "ln", "rsync": addCopies(call)
        case "git":
            guard let clone = call.operands.firstIndex(of: "clone"), clone + 2 < call.operands.count else { return }
            add(call.operands[clone + 2])
        case "uv" where call.operands.first == "venv": add(call.operands.dropFirst())
        case "tar", "bsdtar":
            // The old form has its letters without a dash.
            let isOld = words.first.map { !$0.hasPrefix("-") && $0.contains("x") } ?? false
            guard isOld || call.has("-x", "--extract", "--get") else { return }
            for option in ["-C", "--directory"] { add(call.values(of: option)) }
        case "dd": add(words.filter { $0.hasPrefix("of=") }.map { String($0.dropFirst(3)) })
        case "useradd", "adduser":
            let isMade =
                name == "useradd"
                ? call.has("-m", "--create-home") : !call.has("--no-create-home", "-H", "--system", "-S")
            guard isMade, !call.has("-d", "--home-dir", "--home", "-h"), let user = call.operands.first else { return }
            add("/home/" + user)
        default: break
        }
    }

    /// What a copy or a link makes: the last word, or what is called like its source in the folder that it is.
    private mutating func addCopies(_ call: CommandCall) {
        let folder = call.values(of: "-t").last ?? call.values(of: "--target-directory").last
        guard let target = folder ?? call.operands.last, folder != nil || call.operands.count > 1 else { return }
        let sources = folder == nil ? call.operands.dropLast() : call.operands[...]
        let isFolder = folder != nil || sources.count > 1 || target.hasSuffix("/") || Self.isShared(target)
        addCopies(of: sources, to: target, isFolder: isFolder)
    }

    private mutating func addCopies(of sources: ArraySlice<String>, to target: String, isFolder: Bool) {
        guard isFolder else { return add(target) }
        for source in sources {
            let name = source.split(separator: "/").last.map(String.init) ?? ""
            // Of a folder nothing is known of what it holds.
            let isPlain =
                !name.isEmpty && name != "." && !source.hasSuffix("/") && !name.contains { "*?[$".contains($0) }
            if isPlain {
                add(target + (target.hasSuffix("/") ? "" : "/") + name)
            } else {
                addWhole(target)
            }
        }
    }

    private mutating func add(_ paths: some Sequence<String>) {
        for path in paths { add(path) }
    }

    private mutating func add(_ path: String) {
        if !path.hasPrefix("/dev/"), !Self.isShared(path) { addWhole(path) }
    }

    private mutating func addWhole(_ path: String) {
        paths.insert(path.hasSuffix("/") ? String(path.dropLast()) : path)
    }

    /// Whether a folder is in every image, so that no command makes it.
    private static func isShared(_ folder: String) -> Bool {
        let plain = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        return plain.isEmpty || shared.contains(plain)
    }

    private static let shared: Set<String> = [
        "/bin", "/etc", "/home", "/lib", "/opt", "/root", "/sbin", "/srv", "/tmp", "/usr", "/usr/bin", "/usr/lib",
        "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/local/sbin", "/usr/local/share", "/usr/sbin",
        "/usr/share", "/usr/src", "/var", "/var/cache", "/var/lib", "/var/log", "/var/tmp",
    ]

    // MARK: What is known of commands

    /// Options of a command.
    private struct Tool {
        /// Those that say where the result goes.
        var targets: Set<String> = ["-o"]
        /// Those that have a value besides.
        var valued: Set<String> = []
    }

    /// Options that say where a result goes, whatever the command.
    private static let outputs: Set<String> = [
        "--output", "--output-dir", "--output-directory", "--output-file", "--out", "--out-dir", "--outdir",
        "--outfile",
        "-out", "-keyout", "--target", "--target-dir", "--prefix", "--install-dir", "--dest",
    ]

    private static let plain = Tool(targets: [])
    private static let copy = Tool(targets: [], valued: ["-t", "--target-directory", "-S", "--suffix"])
    private static let pip = Tool(targets: ["-t", "--root", "--src"], valued: ["-r", "-c", "-i", "-e"])
    private static let conda = Tool(targets: ["-p"], valued: ["-n", "-c"])
    private static let user = Tool(
        targets: ["-d", "--home-dir", "--home", "-h"],
        valued: [
            "-u", "--uid", "-g", "--gid", "-G", "--groups", "-s", "--shell", "-c", "--comment", "-k", "--skel", "-p",
            "--password", "-e", "-f", "-K", "--ingroup", "--gecos",
        ])
    private static let tools: [String: Tool] = [
        "mkdir": Tool(targets: [], valued: ["-m", "--mode"]),
        "touch": Tool(targets: [], valued: ["-d", "--date", "-t", "-r", "--reference"]),
        "truncate": Tool(targets: [], valued: ["-s", "--size", "-r", "--reference"]),
        "install": Tool(
            targets: [], valued: ["-m", "--mode", "-o", "--owner", "-g", "--group", "-t", "--target-directory"]),
        "cp": copy, "mv": copy, "ln": copy,
        "rsync": Tool(targets: [], valued: ["-e", "--exclude", "--include", "--chown"]),
        "git": Tool(
            targets: [],
            valued: [
                "-b", "--branch", "--depth", "-o", "--origin", "-c", "--config", "-C", "--reference", "-j", "--jobs",
            ]),
        "virtualenv": Tool(targets: [], valued: ["-p", "--python"]),
        "venv": Tool(targets: [], valued: ["--prompt"]),
        "uv": Tool(targets: [], valued: ["-p", "--python", "--prompt"]),
        "unzip": Tool(targets: ["-d"]),
        "tar": Tool(targets: [], valued: ["-f", "-C", "--directory"]),
        "bsdtar": Tool(targets: [], valued: ["-f", "-C", "--directory"]),
        "curl": Tool(valued: ["-H", "-d", "-u", "-A"]),
        "wget": Tool(targets: ["-O", "--output-document", "-P", "--directory-prefix"]),
        "useradd": user, "adduser": user, "usermod": user,
        "pip": pip, "pip3": pip, "cargo": Tool(targets: ["--root"]),
        "conda": conda, "mamba": conda, "micromamba": conda,
        // What `-o` is to these is no place.
        "grep": plain, "ps": plain, "mount": plain, "set": plain, "apt-get": plain, "apt": plain,
    ]
}
