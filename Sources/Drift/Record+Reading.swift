import Git
import Merge
import OrderedCollections
import Template
import Yams

extension Record {
    /// Reads a record.
    ///
    /// Refused, each with what to do: conflict markers, text that is no YAML, an unknown schema, a record that was cut
    /// off, keys this tool does not know (they would be lost on rewriting), values of the wrong type, paths that leave
    /// the service.
    /// - Parameters:
    ///   - bytes: the content of the record file.
    ///   - file: its name for messages.
    public init(parsing bytes: [UInt8], file: String = Record.fileName) throws(DriftError) {
        let reader = RecordReader(file: file)
        self = try reader.record(bytes)
    }
}

private struct RecordReader {
    let file: String

    func record(_ bytes: [UInt8]) throws(DriftError) -> Record {
        guard bytes.count <= Record.sizeLimit else { throw broken("is larger than 1 MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw broken("is not UTF-8") }
        try refuseMarkers(text)
        let root = try mapping(compose(text), "the record")
        guard let schema = root[member: "schema"]?.scalar.flatMap({ Int($0.string) }) else {
            throw broken("has no `schema` number", at: nil)
        }
        guard schema == Record.schema else {
            throw DriftError(
                .brokenRecord, "\(file) has schema \(schema), and this scaffold reads schema \(Record.schema)",
                fix: schema > Record.schema ? "update scaffold" : "see the changelog for how to convert old records")
        }
        try refuseUnknown(root, known: ["schema", "scaffolds", "complete"], in: "the record")
        guard let list = root[member: "scaffolds"] else { throw cutOff("scaffolds", in: "the record") }
        guard let items = list.sequence, !items.isEmpty else {
            throw broken("`scaffolds` must be a list of one or more", at: list)
        }
        var entries: [Record.Entry] = []
        for item in items {
            let entry = try entry(item)
            guard !entries.contains(where: { $0.name == entry.name && $0.source == entry.source }) else {
                throw broken("names the scaffold \(entry.name) twice", at: item)
            }
            entries.append(entry)
        }
        guard root[member: "complete"]?.bool == true else { throw cutOff("complete", in: "the record") }
        return Record(scaffolds: entries)
    }

    private func compose(_ text: String) throws(DriftError) -> Node {
        do {
            // Types are told apart by AnswerValue; Yams' own rules would compile regular expressions first.
            guard let node = try Parser(yaml: text, resolver: .basic).singleRoot() else { throw broken("is empty") }
            return node
        } catch let error as DriftError {
            throw error
        } catch let error as YamlError {
            throw broken("is no valid YAML: \(Self.oneLine(error))")
        } catch {
            throw broken("is no valid YAML")
        }
    }

    private static func oneLine(_ error: YamlError) -> String {
        "\(error)".split(separator: "\n").first.map(String.init) ?? "unreadable"
    }

    private func refuseMarkers(_ text: String) throws(DriftError) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where line.hasPrefix("<<<<<<< ") || line.hasPrefix(">>>>>>> ") || line == "=======" {
            throw DriftError(
                .brokenRecord, "\(file) has conflict markers (line \(number + 1))",
                fix: "keep one side, without the markers, and commit it: `git log -p -- \(file)` shows both; during a "
                    + "merge, `git checkout --ours \(file)` or `--theirs`, then `git add \(file)`")
        }
    }

    private func entry(_ node: Node) throws(DriftError) -> Record.Entry {
        let map = try mapping(node, "an entry of `scaffolds`")
        let isForeign = map[member: "record"] != nil
        let own = isForeign ? ["record"] : ["source", "release", "commit", "baseline", "answers"]
        try refuseUnknown(map, known: ["name", "held", "decisions", "without"] + own, in: "an entry of `scaffolds`")
        // Beside the record of another tool a person may write nothing but what is switched off.
        let isSwitch = isForeign && map[member: "without"] != nil
        let isNamed = !isSwitch || map[member: "name"] != nil
        let name = isNamed ? try string(map, "name", in: "an entry of `scaffolds`") : try path(map, "record")
        var entry = isForeign ? Record.Entry(name: name, beside: try path(map, "record")) : try native(map, name)
        let (heldNode, decisionsNode) = (map[member: "held"], map[member: "decisions"])
        if heldNode == nil, !isSwitch { throw cutOff("held", in: name) }
        if decisionsNode == nil, !isSwitch { throw cutOff("decisions", in: name) }
        if let heldNode {
            for item in try list(heldNode, "held") { entry.held.append(try held(item, isForeign: isForeign)) }
        }
        if let decisionsNode {
            for item in try list(decisionsNode, "decisions") { entry.decisions.append(try decision(item)) }
        }
        if let node = map[member: "without"] {
            for item in try list(node, "without") { entry.without.append(try without(item)) }
        }
        return entry
    }

    private func native(_ map: Node.Mapping, _ name: String) throws(DriftError) -> Record.Entry {
        let release = try version(map, in: name)
        let baseline = try objectID(map, "baseline", in: name)
        guard let answersNode = map[member: "answers"] else { throw cutOff("answers", in: name) }
        return Record.Entry(
            name: name, source: try string(map, "source", in: name), release: release,
            commit: map[member: "commit"] == nil ? nil : try objectID(map, "commit", in: name), baseline: baseline,
            answers: try answers(answersNode))
    }

    private func held(_ node: Node, isForeign: Bool) throws(DriftError) -> Record.Held {
        let map = try mapping(node, "an entry of `held`")
        try refuseUnknown(map, known: ["path", "release", "was", "answers"], in: "an entry of `held`")
        let release = isForeign ? .revision(try string(map, "release", in: "held")) : try version(map, in: "held")
        var held = Record.Held(path: try path(map, "path"), release: release)
        if map[member: "was"] != nil { held.was = try path(map, "was") }
        if let node = map[member: "answers"] { held.answers = try answers(node) }
        return held
    }

    private func decision(_ node: Node) throws(DriftError) -> Record.Decision {
        let map = try mapping(node, "an entry of `decisions`")
        try refuseUnknown(map, known: ["path", "deleted", "keep"], in: "an entry of `decisions`")
        let path = try path(map, "path")
        if map[member: "deleted"]?.isTrue == true, map[member: "keep"] == nil {
            return Record.Decision(path: path, kind: .deleted)
        }
        if map[member: "keep"]?.string == "local", map[member: "deleted"] == nil {
            return Record.Decision(path: path, kind: .keepLocal)
        }
        throw broken("a decision is either `deleted: true` or `keep: local`", at: node)
    }

    private func without(_ node: Node) throws(DriftError) -> Record.Without {
        let map = try mapping(node, "an entry of `without`")
        try refuseUnknown(map, known: ["path", "resolvers"], in: "an entry of `without`")
        let pattern = try string(map, "path", in: "an entry of `without`")
        let glob: Glob
        do { glob = try Glob(pattern) } catch { throw broken(error.message, at: map[member: "path"]) }
        guard let node = map[member: "resolvers"] else { throw cutOff("resolvers", in: "an entry of `without`") }
        let names = node.string.map { [$0] } ?? node.sequence?.map { $0.string ?? "" } ?? []
        guard !names.isEmpty else {
            throw broken("`resolvers` must be `all` or a list of names", at: node)
        }
        if let unknown = AutomaticResolver.unknownName(in: names) {
            throw broken(
                "`\(unknown)` is no resolver; known: \(AutomaticResolver.knownNames)", at: node)
        }
        return Record.Without(path: glob, resolvers: names)
    }

    private func answers(_ node: Node) throws(DriftError) -> Answers {
        let members = try mapping(node, "`answers`")
        var answers: Answers = [:]
        for (key, value) in members {
            guard let name = key.string else { throw broken("an answer's name must be text", at: key) }
            do {
                answers[name] = try AnswerValue(yaml: value)
            } catch {
                throw broken("the answer `\(name)` can't be read: \(error)", at: value)
            }
        }
        return answers
    }

    // MARK: Small readers

    private func mapping(_ node: Node, _ what: String) throws(DriftError) -> Node.Mapping {
        guard let mapping = node.mapping else { throw broken("\(what) must be a mapping", at: node) }
        return mapping
    }

    private func list(_ node: Node, _ what: String) throws(DriftError) -> [Node] {
        guard let sequence = node.sequence else { throw broken("`\(what)` must be a list", at: node) }
        return Array(sequence)
    }

    private func string(_ map: Node.Mapping, _ key: String, in place: String) throws(DriftError) -> String {
        guard let node = map[member: key] else { throw cutOff(key, in: place) }
        guard let text = node.string, !text.isEmpty else { throw broken("`\(key)` must be text", at: node) }
        return text
    }

    private func version(_ map: Node.Mapping, in place: String) throws(DriftError) -> ReleaseName {
        let text = try string(map, "release", in: place)
        guard let version = ReleaseVersion(text) else {
            throw broken("`\(text)` is no release; expected a version such as 1.2.0", at: map[member: "release"])
        }
        return .version(version)
    }

    private func objectID(_ map: Node.Mapping, _ key: String, in place: String) throws(DriftError) -> ObjectID {
        let text = try string(map, key, in: place)
        guard let id = ObjectID(hex: text) else {
            throw broken("`\(key)` must be a git object id of 40 hexadecimal digits", at: map[member: key])
        }
        return id
    }

    private func path(_ map: Node.Mapping, _ key: String) throws(DriftError) -> String {
        let text = try string(map, key, in: "the record")
        if let complaint = OutputPath.complaint(about: text) {
            throw broken("the path `\(text)` \(complaint)", at: map[member: key])
        }
        return text
    }

    private func refuseUnknown(_ map: Node.Mapping, known: [String], in place: String) throws(DriftError) {
        for (key, _) in map where !known.contains(key.string ?? "") {
            throw broken("has the unknown key `\(key.string ?? "?")` in \(place)", at: key)
        }
    }

    private func cutOff(_ key: String, in place: String) -> DriftError {
        DriftError(
            .brokenRecord, "\(file) lacks `\(key)` in \(place): it was cut off or edited by hand",
            fix: "restore it: `git log -p -- \(file)` shows the last whole one")
    }

    private func broken(_ what: String, at node: Node? = nil) -> DriftError {
        let place = node?.mark.map { " (line \($0.line))" } ?? ""
        return DriftError(
            .brokenRecord, "\(file): \(what)\(place)",
            fix: "restore it: `git log -p -- \(file)` shows the last good one")
    }
}

extension Node.Mapping {
    /// The value of a key that is text; Yams' own subscript would resolve types by regular expressions.
    fileprivate subscript(member key: String) -> Node? { first { $0.key.scalar?.string == key }?.value }
}

extension Node {
    /// Whether it is the plain word `true`.
    fileprivate var isTrue: Bool { scalar.map { $0.style == .plain && $0.string == "true" } ?? false }
}
