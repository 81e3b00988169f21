extension FileFormat {
    /// Dockerfiles and Containerfiles.
    static let dockerfile = FileFormat(
        name: "dockerfile", parse: DockerfileParser.parse, read: DockerfileReader.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { path in path.isEmpty ? .stages : .sequence }
            profile.versions = { _ in .instruction }
            profile.dangling = DockerfileReferences.dangling
            profile.contradiction = DockerfileReferences.contradiction
            return profile
        }())

    static func isDockerfile(_ name: String) -> Bool {
        ["Dockerfile", "Containerfile"].contains { name == $0 || name.hasPrefix($0 + ".") || name.hasSuffix("." + $0) }
            || name.hasSuffix(".dockerfile")
    }
}

extension ListPolicy {
    /// Stages are told apart by their names, else by their place; the order says what builds on what.
    fileprivate static var stages: ListPolicy {
        ListPolicy(kind: .keyed(ordered: true), fallsBackToPlace: true) { stage in
            guard let first = stage.elements.first(where: { DockerfileParser.keyword($0.text ?? "") == "FROM" })?.text
            else {
                return Key("", kind: "preamble")
            }
            // Most files have one stage without a name, the last.
            return DockerfileReferences.stageName(first).map { Key($0) } ?? Key("", kind: "unnamed")
        }
    }
}

/// References within a Dockerfile, and what may stand in a stage only once.
enum DockerfileReferences {
    static func dangling(_ stages: Value) -> Set<String> {
        var found: Set<String> = []
        var names: Set<String> = []
        var count = 0
        var arguments: Set<String> = []
        for stage in stages.elements {
            var singletons: [String: Int] = [:]
            for instruction in stage.elements.compactMap(\.text) {
                let keyword = DockerfileParser.keyword(instruction)
                switch keyword {
                case "FROM":
                    for variable in variables(instruction) where !arguments.contains(variable) {
                        found.insert("argument \(variable)")
                    }
                    if let name = stageName(instruction) { names.insert(name) }
                    count += 1
                case "ARG" where count == 0:
                    arguments.insert(String(String(instruction.dropFirst(3)).trimmed.prefix { $0 != "=" && $0 != " " }))
                case "CMD", "ENTRYPOINT", "HEALTHCHECK", "STOPSIGNAL":
                    singletons[keyword, default: 0] += 1
                    if singletons[keyword] == 2 { found.insert("second \(keyword)") }
                case "ENV", "LABEL", "ARG":
                    for name in assigned(instruction) {
                        singletons[keyword + " " + name, default: 0] += 1
                        if singletons[keyword + " " + name] == 2 { found.insert("second \(keyword) \(name)") }
                    }
                case "COPY", "ADD", "RUN":
                    guard instruction.contains("from=") else { continue }
                    for match in instruction.matches(of: /--(?:from=|mount=\S*from=)([^\s,]+)/) {
                        let source = String(match.1)
                        let isImage = source.contains("/") || source.contains(":") || source.contains(".")
                        let isStage = names.contains(source.lowercased()) || Int(source).map { $0 < count } == true
                        if !isImage && !isStage && !source.contains("$") { found.insert("stage \(source)") }
                    }
                default: break
                }
            }
        }
        return found
    }

    /// The names that `ENV A=1 B=2`, `LABEL …` or `ARG A` set.
    private static func assigned(_ instruction: String) -> [String] {
        let words = instruction.split(whereSeparator: { $0.isWhitespace || $0 == "\\" }).dropFirst()
        let names = words.filter { $0.contains("=") }.map { String($0.prefix { $0 != "=" }) }
        return names.isEmpty ? words.prefix(1).map(String.init) : names
    }

    /// An instruction that one side brought and that would run under another user, in another folder or shell, or copy
    /// from another stage than on that side.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let sides = [local, incoming].map { settings(of: $0) }
        for (instruction, found) in settings(of: merged) {
            let known = sides.compactMap { $0[instruction] }
            // What both sides have may have got the setting of the one that changed it.
            guard !known.isEmpty, known.count == 1 || Set(known).count == 1 else { continue }
            if known.allSatisfy({ $0 != found }) { return "setting of \(instruction)" }
        }
        let names = [local, incoming].reduce(into: Set<String>()) { $0.formUnion(stageNames($1)) }
        let left = stageNames(merged)
        for instruction in merged.elements.flatMap(\.elements).compactMap(\.text)
        where DockerfileParser.keyword(instruction) == "FROM" {
            let image = instruction.split(whereSeparator: \.isWhitespace).dropFirst().first { !$0.hasPrefix("--") }
            if let image = image?.lowercased(), names.contains(image), !left.contains(image) { return "stage \(image)" }
        }
        return nil
    }

    private static func stageNames(_ stages: Value) -> Set<String> {
        Set(stages.elements.compactMap { $0.elements.compactMap(\.text).lazy.compactMap(stageName).first })
    }

    /// What each instruction that acts runs under: the last USER, WORKDIR and SHELL before it, and the stage behind a
    /// number it copies from.
    private static func settings(of stages: Value) -> [String: String] {
        var result: [String: String] = [:]
        var twice: Set<String> = []
        let all = stages.elements.map { $0.elements.compactMap(\.text) }
        let builds = all.filter { $0.contains { DockerfileParser.keyword($0) == "FROM" } }
        for stage in all {
            var current: [String: String] = [:]
            for instruction in stage {
                let keyword = DockerfileParser.keyword(instruction)
                if ["USER", "WORKDIR", "SHELL"].contains(keyword) { current[keyword] = instruction }
                guard ["RUN", "COPY", "ADD"].contains(keyword) else { continue }
                var setting = ["USER", "WORKDIR", "SHELL"].map { current[$0] ?? "" }.joined(separator: "\n")
                if instruction.contains("--from="), let match = instruction.firstMatch(of: /--from=([0-9]+)/),
                    let number = Int(match.1)
                {
                    setting += "\n" + (number < builds.count ? builds[number].dropFirst().joined(separator: "\n") : "")
                }
                if result.updateValue(setting, forKey: instruction) != nil { twice.insert(instruction) }
            }
        }
        for instruction in twice { result[instruction] = nil }
        return result
    }

    /// The name in `FROM image AS name`, in lower case.
    static func stageName(_ instruction: String) -> String? {
        let words = instruction.split(whereSeparator: \.isWhitespace)
        guard words.count >= 4, words[words.count - 2].lowercased() == "as" else { return nil }
        return words[words.count - 1].lowercased()
    }

    private static func variables(_ instruction: String) -> [String] {
        guard instruction.utf8.contains(UInt8(ascii: "$")) else { return [] }
        return instruction.matches(of: /\$\{?([A-Za-z_][A-Za-z0-9_]*)/).map { String($0.1) }
            .filter { !["TARGETPLATFORM", "BUILDPLATFORM", "TARGETARCH", "BUILDARCH", "TARGETOS"].contains($0) }
    }
}

/// A second reader of Dockerfiles: joins lines into instructions, and instructions into stages.
enum DockerfileReader {
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var stages: [[Value]] = []
        var pending: [String] = []
        var waiting: [String] = []
        var instructions: [String] = []
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = String(raw)
            let content = line.trimmed
            if let end = waiting.first, pending.isEmpty == false, isComplete(pending) {
                pending.append(line)
                if content == end {
                    waiting.removeFirst()
                    if waiting.isEmpty {
                        instructions.append(pending.joined(separator: "\n").trimmedEnd)
                        pending = []
                    }
                }
                continue
            }
            if pending.isEmpty, content.isEmpty || content.hasPrefix("#") { continue }
            let isComment = content.hasPrefix("#") || content.isEmpty
            if !pending.isEmpty || !isComment {
                pending.append(pending.isEmpty ? String(line.drop { $0 == " " || $0 == "\t" }) : line)
            }
            if pending.count == 1 || !isComment { waiting += DockerfileParser.hereDocuments(line) }
            if isComment || line.trimmedEnd.hasSuffix("\\") || !waiting.isEmpty { continue }
            instructions.append(pending.joined(separator: "\n").trimmedEnd)
            pending = []
        }
        if !pending.isEmpty {
            guard waiting.isEmpty, !pending.contains(where: { $0.trimmedEnd.hasSuffix("\\") && $0 == pending.last })
            else { return nil }
            instructions.append(pending.joined(separator: "\n").trimmedEnd)
        }
        for instruction in instructions {
            if stages.isEmpty || (DockerfileParser.keyword(instruction) == "FROM") { stages.append([]) }
            stages[stages.count - 1].append(.string(instruction))
        }
        return stages.isEmpty ? nil : .list(stages.map(Value.list))
    }

    /// Whether the command line of an instruction has ended, so that what follows is a here-document.
    private static func isComplete(_ lines: [String]) -> Bool {
        !(lines.last?.trimmedEnd.hasSuffix("\\") ?? false) || lines.contains { !$0.trimmedEnd.hasSuffix("\\") }
    }
}
