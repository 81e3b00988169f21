import Merge
import OrderedCollections

/// A `release.yml` as it is read, before the files beside it are known.
struct Manifest {
    /// The schema that this tool writes and the newest it reads.
    static let schema = 1

    var release: Release
    /// The file of the manifest, for errors found later.
    var file: String
}

extension Manifest {
    /// Reads a `release.yml`.
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: What errors call the file.
    ///   - tool: The version of the tool that wants to use the release.
    /// - Throws: ``ScaffoldError`` with file and line for everything that breaks the format.
    init(_ bytes: [UInt8], file: String, tool: ReleaseVersion = ToolVersion.current) throws(ScaffoldError) {
        let root = try ManifestNode.root(of: bytes, file: file)
        try Manifest.checkSchema(root)
        let fields = try root.fields(allowed: [
            "schema", "scaffold", "release", "previous", "summary", "requires", "stack", "questions", "computed",
            "files", "slots", "renames", "deletions", "answers", "notes",
        ])
        let version = try fields.required("release").version()
        if let node = fields["requires"] {
            let requires = try node.version()
            if requires > tool {
                throw ScaffoldError(
                    .requires, "release \(version) needs scaffold \(requires) or newer; this is \(tool)",
                    at: node.location, fix: "install a newer scaffold")
            }
        }
        let scaffold = try fields.required("scaffold")
        let name = try scaffold.string()
        guard SourceLocator.isName(name) else {
            throw scaffold.error("must have only lower-case letters, digits and dashes, at most 63")
        }
        let previous = try fields.required("previous")
        release = Release(
            scaffold: name, version: version, previous: previous.isNull ? nil : try previous.version(), date: nil,
            yanked: nil, commit: nil, summary: try fields.required("summary").nonEmptyString(),
            requires: try fields["requires"]?.version(), stack: try Manifest.stack(fields["stack"]),
            questions: try Manifest.questions(fields["questions"]),
            computed: try Manifest.computed(fields["computed"]), rules: try Manifest.rules(fields["files"]),
            slots: try Manifest.slots(fields["slots"]), renames: try Manifest.renames(fields["renames"]),
            deletions: try Manifest.deletions(fields["deletions"]),
            answerMigrations: try Manifest.steps(fields["answers"]), notes: try fields["notes"]?.template(), files: [],
            fragments: [:], parts: [:], origin: Path.parent(of: file))
        self.file = file
        if let before = release.previous, before >= version {
            throw previous.error("must be older than \(version), but is \(before)")
        }
        try checkNames(fields["computed"])
        if release.previous == nil, let node = fields["renames"] ?? fields["deletions"] ?? fields["answers"] {
            throw node.error("has no place in a first release", fix: "name the release before it in previous:")
        }
    }

    /// Refuses schemas this tool does not know, by number.
    static func checkSchema(_ root: ManifestNode) throws(ScaffoldError) {
        guard let node = root["schema"] else {
            throw ScaffoldError(
                .schema, "the manifest lacks its schema", at: root.location, fix: "add schema: \(schema)")
        }
        let found = try node.int()
        guard found == schema else {
            throw ScaffoldError(
                .schema, "schema \(found) is not known; this tool reads schema \(schema)",
                at: node.location,
                fix: found > schema ? "install a newer scaffold" : "write schema: \(schema)")
        }
    }

    private static func computed(_ node: ManifestNode?) throws(ScaffoldError) -> [Computed] {
        guard let node else { return [] }
        var result: [Computed] = []
        for element in try node.elements() {
            let fields = try element.fields(allowed: ["name", "value"])
            let name = try fields.required("name").variableName()
            result.append(Computed(name: name, value: try fields.required("value").template()))
        }
        return result
    }

    private static func stack(_ node: ManifestNode?) throws(ScaffoldError) -> [StackEntry] {
        guard let node else { return [] }
        var result: [StackEntry] = []
        for element in try node.elements() {
            let fields = try element.fields(allowed: ["name", "value"])
            let name = try fields.required("name").nonEmptyString()
            if result.contains(where: { $0.name == name }) { throw element.error("names \(name) again") }
            result.append(StackEntry(name: name, value: try fields.required("value").template()))
        }
        return result
    }

    private func checkNames(_ computed: ManifestNode?) throws(ScaffoldError) {
        var seen: Set<String> = ["scaffold", "release", "slot", "labels"]
        for question in release.questions {
            guard seen.insert(question.name).inserted else {
                throw ScaffoldError(
                    .manifest,
                    "the question \(question.name) is there twice, or has a name that templates already have",
                    at: question.location, fix: "give it another name")
            }
        }
        for entry in release.computed where !seen.insert(entry.name).inserted {
            throw ScaffoldError(
                .manifest, "the computed name \(entry.name) is already taken", at: entry.value.location,
                fix: "give it another name")
        }
    }

    /// What a rule can say about its path.
    private static let ruleKeys = ["when", "class", "verbatim", "purpose", "edit", "without"]

    private static func rules(_ node: ManifestNode?) throws(ScaffoldError) -> [FileRule] {
        guard let node else { return [] }
        var result: [FileRule] = []
        for element in try node.elements() {
            let fields = try element.fields(allowed: ["path"] + ruleKeys)
            let rule = FileRule(
                path: try fields.required("path").glob(), when: try fields["when"]?.expression(),
                fileClass: try fields["class"]?.oneOf(FileClass.self), isVerbatim: try fields["verbatim"]?.bool(),
                purpose: try fields["purpose"]?.nonEmptyString(), isEdited: try fields["edit"]?.bool(),
                disabledResolvers: try fields["without"]?.resolverNames(), location: element.location)
            if ruleKeys.allSatisfy({ fields[$0] == nil }) {
                throw element.error(
                    "says nothing about its path", fix: "add when:, class:, verbatim:, purpose:, edit: or without:")
            }
            result.append(rule)
        }
        return result
    }

    private static func slots(_ node: ManifestNode?) throws(ScaffoldError) -> OrderedDictionary<String, Slot> {
        guard let node else { return [:] }
        var slots: OrderedDictionary<String, Slot> = [:]
        for (name, value) in try node.entries() {
            if let complaint = OutputPath.complaint(about: name) ?? (name.utf8.contains(0x2F) ? "has a slash" : nil) {
                throw value.error("is a folder's name, which \(complaint)")
            }
            let fields = try value.fields(allowed: ["separator", "fragments"])
            var fragments: [Slot.Fragment] = []
            for element in try fields.required("fragments").elements() {
                let entry = try element.fields(allowed: ["file", "order", "when"])
                let file = try entry.required("file").nonEmptyString()
                if let complaint = OutputPath.complaint(about: file) {
                    throw element.error("names the file \(file), which \(complaint)")
                }
                if fragments.contains(where: { $0.file == file }) { throw element.error("names \(file) again") }
                let fragment = Slot.Fragment(
                    file: file, order: try entry.required("order").int(), when: try entry["when"]?.expression())
                fragments.append(fragment)
            }
            fragments.sort { ($0.order, $0.file) < ($1.order, $1.file) }
            let separator = try fields["separator"]?.oneOf(Slot.Separator.self) ?? .none
            slots[name] = Slot(separator: separator, fragments: fragments)
        }
        return slots
    }
}

extension ManifestNode {
    /// A template of any text.
    func template() throws(ScaffoldError) -> TemplateText {
        TemplateText(source: try string(), location: location)
    }

    /// An expression that must not be empty; `true` and `false` may stand unquoted.
    func expression() throws(ScaffoldError) -> Expression {
        if case .bool(let truth) = try value() {
            return Expression(source: truth ? "true" : "false", location: location)
        }
        return Expression(source: try nonEmptyString(), location: location)
    }

    /// A literal, or a template when it is text with `<%` in it.
    func defaultValue() throws(ScaffoldError) -> Default {
        let value = try value()
        if case .string(let text) = value, TemplateMarkers.isTemplate(Array(text.utf8)) {
            return .template(TemplateText(source: text, location: location))
        }
        return .literal(value)
    }

    /// A name that expressions can use.
    func variableName() throws(ScaffoldError) -> String {
        let text = try string()
        let bytes = Array(text.utf8)
        let isName =
            bytes.first.map { $0.isASCIILowercase } ?? false
            && bytes.allSatisfy { $0.isASCIILowercase || $0.isASCIIDigit || $0 == 0x5F }
        guard isName else { throw error("must be a name of lower-case letters, digits and underscores, not \(text)") }
        return text
    }

    func glob() throws(ScaffoldError) -> Glob {
        do {
            return try Glob(try string())
        } catch {
            throw located(error)
        }
    }

    /// Names of automatic resolvers to switch off: `all`, or a list.
    func resolverNames() throws(ScaffoldError) -> [String] {
        var names: [String] = []
        if scalarText == nil {
            for element in try elements() { names.append(try element.string()) }
        } else {
            names.append(try string())
        }
        if let unknown = AutomaticResolver.unknownName(in: names) {
            throw error(
                "names the resolver \(YAMLScalar.quoted(unknown)), which there is not",
                fix: "known: \(AutomaticResolver.knownNames)")
        }
        return names
    }

    /// An error of something this node holds, with this node's place.
    func located(_ error: ScaffoldError) -> ScaffoldError {
        var error = error
        if error.location == nil { error.location = location }
        return error
    }
}
