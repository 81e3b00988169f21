internal import Yams

/// A node of a YAML manifest together with where it stands, for errors with file and line.
package struct ManifestNode {
    let node: Node
    let file: String
    /// How people call this node: `questions[2].default`.
    let name: String

    /// Reads a whole manifest.
    /// - Throws: ``ScaffoldError`` for text that is not UTF-8, not YAML, longer than a mebibyte or not a mapping.
    package static func root(of bytes: [UInt8], file: String) throws(ScaffoldError) -> ManifestNode {
        if bytes.count > 1 << 20 {
            throw ScaffoldError(
                .limit, "the manifest has \(bytes.count) bytes; 1048576 is the most", at: .init(file: file))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ScaffoldError(.manifest, "the manifest is not UTF-8", at: .init(file: file), fix: "save it as UTF-8")
        }
        let node: Node?
        do {
            // Types are resolved by YAMLScalar; Yams' own rules would compile regular expressions first.
            node = try Parser(yaml: text, resolver: .basic).singleRoot()
        } catch let error as YamlError {
            throw yamlError(error, in: bytes, file: file)
        } catch {
            throw ScaffoldError(.manifest, "the manifest cannot be read: \(error)", at: .init(file: file))
        }
        guard let node, node.mapping != nil else {
            throw ScaffoldError(.manifest, "the manifest is not a mapping of keys to values", at: .init(file: file))
        }
        return ManifestNode(node: node, file: file, name: "")
    }

    package var location: ScaffoldError.Location {
        ScaffoldError.Location(file: file, line: node.mark?.line, column: node.mark?.column)
    }

    package func error(_ message: String, fix: String? = nil) -> ScaffoldError {
        ScaffoldError(.manifest, name.isEmpty ? message : "\(name) \(message)", at: location, fix: fix)
    }

    /// The values of a mapping by key.
    /// - Throws: ``ScaffoldError`` when this is no mapping or has a key that is not allowed.
    package func fields(allowed: [String]) throws(ScaffoldError) -> Fields {
        guard case .mapping(let mapping) = node else { throw error("must be a mapping") }
        var fields: [String: ManifestNode] = [:]
        for (key, value) in mapping {
            let text = key.scalar?.string ?? ""
            guard allowed.contains(text) else {
                let hint = nearest(to: text, among: allowed).map { "did you mean \($0)?" }
                throw ScaffoldError(
                    .manifest, "\(name.isEmpty ? "the manifest" : name) has no key \(YAMLScalar.quoted(text))",
                    at: ScaffoldError.Location(file: file, line: key.mark?.line, column: key.mark?.column),
                    fix: hint ?? "known here: \(allowed.joined(separator: ", "))")
            }
            fields[text] = child(value, name.isEmpty ? text : "\(name).\(text)")
        }
        return Fields(owner: self, values: fields)
    }

    /// Whether this is a mapping.
    package var isMapping: Bool { node.mapping != nil }

    /// The text of a scalar as it is written; nil for lists and mappings.
    package var scalarText: String? { node.scalar?.string }

    /// The value of a key; nil when it is missing or this is no mapping.
    ///
    /// Yams' own subscript would resolve types by regular expressions.
    package subscript(key: String) -> ManifestNode? {
        node.mapping?.first { $0.key.scalar?.string == key }.map { child($0.value, key) }
    }

    /// The entries of a mapping with free keys, in order.
    package func entries() throws(ScaffoldError) -> [(key: String, value: ManifestNode)] {
        guard case .mapping(let mapping) = node else { throw error("must be a mapping") }
        return mapping.map { ($0.key.scalar?.string ?? "", child($0.value, "\(name).\($0.key.scalar?.string ?? "")")) }
    }

    /// The elements of a list.
    package func elements() throws(ScaffoldError) -> [ManifestNode] {
        guard case .sequence(let sequence) = node else { throw error("must be a list") }
        return sequence.enumerated().map { child($1, "\(name)[\($0)]") }
    }

    /// Plain data of any type.
    package func value() throws(ScaffoldError) -> AnswerValue {
        do {
            return try AnswerValue(yaml: node)
        } catch {
            throw self.error(error.message, fix: error.fix)
        }
    }

    package var isNull: Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.style == .plain && scalar.tag.rawValue.isEmpty && YAMLScalar.resolve(scalar.string) == .null
    }

    package func string() throws(ScaffoldError) -> String {
        let value = try value()
        guard case .string(let text) = value else {
            throw error("must be text, but is \(value.kind)", fix: "put it in quotes")
        }
        return text
    }

    package func nonEmptyString() throws(ScaffoldError) -> String {
        let text = try string()
        if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) { throw error("must not be empty") }
        return text
    }

    package func int() throws(ScaffoldError) -> Int {
        let value = try value()
        guard case .int(let number) = value else { throw error("must be a whole number, but is \(value.kind)") }
        return number
    }

    package func bool() throws(ScaffoldError) -> Bool {
        let value = try value()
        guard case .bool(let truth) = value else { throw error("must be true or false, but is \(value.kind)") }
        return truth
    }

    /// A version, whose scalar may be unquoted.
    package func version() throws(ScaffoldError) -> ReleaseVersion {
        guard let text = scalarText, let version = ReleaseVersion(text) else {
            throw error("must be a version such as 1.2.0")
        }
        return version
    }

    package func oneOf<T: RawRepresentable & CaseIterable>(_ type: T.Type) throws(ScaffoldError) -> T
    where T.RawValue == String {
        let text = try string()
        guard let value = T(rawValue: text) else {
            let known = T.allCases.map(\.rawValue)
            throw error(
                "cannot be \(YAMLScalar.quoted(text))",
                fix: nearest(to: text, among: known).map { "did you mean \($0)?" }
                    ?? "one of \(known.joined(separator: ", "))")
        }
        return value
    }

    private func child(_ node: Node, _ name: String) -> ManifestNode {
        ManifestNode(node: node, file: file, name: name)
    }

    private static func yamlError(_ error: YamlError, in bytes: [UInt8], file: String) -> ScaffoldError {
        func broken(_ problem: String, _ mark: Mark?) -> ScaffoldError {
            ScaffoldError(
                .manifest, problem, at: .init(file: file, line: mark?.line, column: mark?.column),
                excerpt: mark.flatMap { ScaffoldError.excerpt(of: bytes, line: $0.line, column: $0.column) },
                fix: "correct the YAML")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return broken("not valid YAML: \(problem)", mark)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return broken("the key \(duplicates.joined(separator: ", ")) is there twice", context.mark)
        case .reader(let problem, _, _, _):
            return broken("not valid YAML: \(problem)", nil)
        default:
            return broken("not valid YAML", nil)
        }
    }
}

/// The fields of one mapping of a manifest.
package struct Fields {
    let owner: ManifestNode
    let values: [String: ManifestNode]

    /// A field, unless it is missing or null.
    package subscript(_ key: String) -> ManifestNode? {
        guard let node = values[key], !node.isNull else { return nil }
        return node
    }

    /// A field that must be there; it may be null.
    package func required(_ key: String) throws(ScaffoldError) -> ManifestNode {
        guard let node = values[key] else { throw owner.error("lacks the key \(key)", fix: "add \(key): …") }
        return node
    }
}
