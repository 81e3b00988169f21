/// What the instructions of one stage say that can't be meant together: each side may be right alone.
enum DockerfileClashes {
    static func clashes(_ file: Value) -> Set<String> {
        var found: Set<String> = []
        var images: [String: String] = [:]
        var arguments: [String: String]?
        // What each stage sets, with what the stage that it builds on does.
        var pairs: [String: [String: String]] = [:]
        for stage in DockerfileStage.all(file.elements) {
            if let pinned = pinned(stage, arguments) { found.insert("digest of \(pinned)") }
            // Only what stands above all stages is known in `FROM`.
            if arguments == nil { arguments = Self.arguments(stage) }
            let image = resolved(image(stage, images), arguments)
            let inherited = stage.parent.flatMap { pairs[$0] } ?? [:]
            let own = Self.pairs(stage)
            for (key, value) in own where inherited[key].map({ $0 != value && !value.holds("$") }) ?? false {
                found.insert("\(key) of \(stage.parent ?? "") and \(stage.name ?? "")")
            }
            if let name = stage.name {
                images[name] = image
                pairs[name] = inherited.merging(own) { $1 }
            }
            found.formUnion(tools(stage, image))
            if image.split(whereSeparator: { ":/-.0123456789".contains($0) }).contains("alpine"), !installsBash(file) {
                found.formUnion(scripts(stage))
            }
            found.formUnion(accounts(stage))
            found.formUnion(targets(stage))
            found.formUnion(programs(stage))
        }
        return found
    }

    /// The image that a stage builds on, through the stages between.
    private static func image(_ stage: DockerfileStage, _ known: [String: String]) -> String {
        guard case .marked("FROM", let parts)? = stage.values.first, let image = parts.pairs[.image]?.text else {
            return ""
        }
        return known[image.lowercased()] ?? image.lowercased()
    }

    // MARK: Digests

    /// The image of a stage with a digest behind a tag that an argument gives, with what it gives: the digest counts, so
    /// that another value of the argument changes nothing.
    private static func pinned(_ stage: DockerfileStage, _ arguments: [String: String]?) -> String? {
        guard let image = stage.parent, image.contains("@sha256:"), image.holds("$") else { return nil }
        return resolved(image, arguments)
    }

    /// The image that is meant where no argument is given.
    private static func resolved(_ image: String, _ arguments: [String: String]?) -> String {
        (arguments ?? [:]).keys.sorted().reduce(image) { image, name in
            let value = arguments?[name] ?? ""
            return image.replacing("${\(name)}", with: value).replacing("$\(name)", with: value)
        }
    }

    /// The values of the arguments of a stage, by their names in lower case.
    private static func arguments(_ stage: DockerfileStage) -> [String: String] {
        var found: [String: String] = [:]
        for case .marked("ARG", let inner) in stage.values {
            for (key, value) in inner.pairs { found[key.name.lowercased()] = value.text ?? "" }
        }
        return found
    }

    // MARK: Tools

    private static let commandInShell = Pattern(/CMD\s+[^\s\[]/)

    /// Tools of another system than the image's, and commands where there is no shell.
    private static func tools(_ stage: DockerfileStage, _ image: String) -> Set<String> {
        let missing = missingTools(image)
        guard missing != [] else { return [] }
        var found: Set<String> = []
        for instruction in stage.values {
            guard case .marked(_, let inner) = instruction else { continue }
            let keyword = InstructionTraits.keyword(of: instruction)
            if missing == nil, keyword == "HEALTHCHECK",
                inner.instructionTexts.contains(where: { $0.contains(commandInShell) })
            {
                found.insert("shell for health in \(image)")
            }
            guard keyword == "RUN" else { continue }
            guard let missing else {
                if inner.text?.hasPrefix("[") != true { found.insert("shell in \(image)") }
                continue
            }
            let words = inner.instructionTexts.flatMap { $0.split { $0.isWhitespace || ";&|()".contains($0) } }
            for tool in missing where words.contains(where: { $0 == tool }) { found.insert("\(tool) in \(image)") }
        }
        return found
    }

    /// The package managers, and what makes accounts, that an image has not; nil for an image without a shell.
    private static func missingTools(_ image: String) -> [String]? {
        if image == "scratch" || image.holds("distroless") && !image.holds("debug") { return nil }
        let words = image.split { ":/-.0123456789".contains($0) }
        // BusyBox names its own otherwise: adduser, addgroup.
        if words.contains("alpine") {
            return ["apt", "apt-get", "dpkg", "yum", "dnf", "microdnf", "useradd", "groupadd", "usermod"]
        }
        if words.contains(where: debians.contains) { return ["apk", "yum", "dnf", "microdnf"] }
        return []
    }

    private static let debians: Set<Substring> = ["debian", "ubuntu", "slim", "bullseye", "bookworm", "trixie"]

    private static let runByBash = Pattern(/(?:^|[;&|]\s*)(?:\/bin\/|\/usr\/bin\/env\s+)?bash\s/)

    /// Bash, which an image of Alpine has only where it is installed.
    private static func scripts(_ stage: DockerfileStage) -> Set<String> {
        let runs = stage.values.filter { InstructionTraits.keyword(of: $0) == "RUN" }.flatMap(\.instructionTexts)
        let isRun = runs.contains { text in
            text.holds("bash") && text.contains(runByBash)
        }
        return isRun ? ["bash in alpine"] : []
    }

    private static func installsBash(_ file: Value) -> Bool {
        file.elements.contains { instruction in
            InstructionTraits.keyword(of: instruction) == "RUN"
                && instruction.instructionTexts.contains {
                    $0.split { " \n\t".contains($0) }.contains("bash") && !$0.hasPrefix("bash ")
                }
        }
    }

    // MARK: Accounts

    /// Users and groups that two commands of a stage make.
    private static func accounts(_ stage: DockerfileStage) -> Set<String> {
        var seen: Set<String> = []
        var found: Set<String> = []
        for instruction in stage.values where InstructionTraits.keyword(of: instruction) == "RUN" {
            for text in instruction.instructionTexts where text.holds("add") {
                for command in text.split(whereSeparator: { ";&|\n".contains($0) }) {
                    let words = command.split(whereSeparator: \.isWhitespace)
                    guard let tool = words.first, let kind = makers[tool], words.count > 1, let name = words.last,
                        !name.hasPrefix("-")
                    else { continue }
                    let account = "\(kind) \(name)"
                    if !seen.insert(account).inserted { found.insert("second \(account)") }
                }
            }
        }
        return found
    }

    private static let makers: [Substring: String] = ["groupadd": "group", "useradd": "user"]

    // MARK: Variables

    /// The variables and labels that a stage sets.
    private static func pairs(_ stage: DockerfileStage) -> [String: String] {
        var found: [String: String] = [:]
        for case .marked(let mark, let inner) in stage.values where mark == "ENV" || mark == "LABEL" {
            for (key, value) in inner.pairs { found["\(mark) \(key.name)"] = value.text ?? "" }
        }
        return found
    }

    // MARK: Files

    /// Files that two instructions copy to one place; of a target that can be a folder nothing is said.
    private static func targets(_ stage: DockerfileStage) -> Set<String> {
        var folder = ""
        var seen: Set<String> = []
        var found: Set<String> = []
        for case .marked(let mark, let inner) in stage.values {
            guard let text = inner.text else { continue }
            if mark == "WORKDIR" { folder = InstructionTraits.isRelative(text) ? folder + "/" + text : text }
            guard mark == "COPY" || mark == "ADD" else { continue }
            let target = InstructionTraits.target(text)
            guard let name = target.split(separator: "/").last, name.dropFirst().contains("."), !target.hasSuffix("/"),
                !name.hasPrefix("..")
            else { continue }
            let path = InstructionTraits.isRelative(target) ? folder + "/" + target : target
            if !seen.insert(path).inserted { found.insert("second copy to \(path)") }
        }
        return found
    }

    // MARK: Programs

    /// A `CMD` that begins with the program of the `ENTRYPOINT`, to which it is handed as an argument.
    private static func programs(_ stage: DockerfileStage) -> Set<String> {
        guard let program = self.program("ENTRYPOINT", stage), program == self.program("CMD", stage) else { return [] }
        return ["\(program) as an argument of itself"]
    }

    /// The first word of the last instruction of a kind, where it is a list of words.
    private static func program(_ keyword: String, _ stage: DockerfileStage) -> Substring? {
        guard case .marked(_, let inner)? = stage.values.last(where: { $0.mark == keyword }), let text = inner.text,
            text.hasPrefix("[")
        else { return nil }
        return text.split { "[], \"".contains($0) }.first
    }
}
