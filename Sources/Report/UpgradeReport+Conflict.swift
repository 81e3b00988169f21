extension UpgradeReport {
    /// One conflict of a held file: the record that markers, JSON and the text of a pull request are made of.
    public struct Conflict: Sendable {
        /// One side's version of what conflicts.
        public enum Side: Hashable, Sendable {
            /// The side has nothing there.
            case absent
            /// These lines; bytes that are no UTF-8 are replaced, the index stages of `scaffold resolve` hold them all.
            case text(String)
            /// A whole file, by the id of its git object.
            case object(String)
        }

        /// The lines of each side that conflict, counted from 1; nil where the whole file does or the side has none.
        public struct Lines: Hashable, Sendable {
            /// The base's lines.
            public var base: ClosedRange<Int>?
            /// The owners' lines.
            public var local: ClosedRange<Int>?
            /// The template's lines.
            public var incoming: ClosedRange<Int>?

            /// Makes line ranges.
            public init(
                base: ClosedRange<Int>? = nil, local: ClosedRange<Int>? = nil, incoming: ClosedRange<Int>? = nil
            ) {
                self.base = base
                self.local = local
                self.incoming = incoming
            }
        }

        /// The file, relative to the service.
        public var path: String
        /// The format whose structure was looked at; `text` for lines, `file` where the whole file is in conflict.
        public var format: String
        /// The smallest named thing that holds the conflict, such as `services.web.image`; nil where nothing has a name.
        public var entity: String?
        /// The lines that conflict.
        public var lines: Lines
        /// The stable name of what is in the way, such as `value/scalar`.
        public var kind: String
        /// The same in words.
        public var reason: String
        /// The base's side.
        public var base: Side
        /// The owners' side.
        public var local: Side
        /// The template's side.
        public var incoming: Side
        /// A resolution to propose, never applied.
        public var suggestion: String?
        /// The key of the remembered resolution that the suggestion is from; nil where the merge itself proposes it.
        public var suggestedBy: String?

        /// Makes a conflict of its parts.
        public init(
            path: String, format: String, entity: String? = nil, lines: Lines = Lines(), kind: String, reason: String,
            base: Side, local: Side, incoming: Side, suggestion: String? = nil, suggestedBy: String? = nil
        ) {
            self.path = path
            self.format = format
            self.entity = entity
            self.lines = lines
            self.kind = kind
            self.reason = reason
            self.base = base
            self.local = local
            self.incoming = incoming
            self.suggestion = suggestion
            self.suggestedBy = suggestedBy
        }

        /// What `scaffold resolve --entity` calls it: its entity, else its lines; nil for a whole file.
        public var name: String? {
            if let entity { return entity }
            guard let range = lines.local ?? lines.incoming ?? lines.base else { return nil }
            return range.count == 1 ? "line \(range.lowerBound)" : "lines \(range.lowerBound)-\(range.upperBound)"
        }
    }
}

extension UpgradeReport.Conflict {
    var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("path", .string(path)),
            ("format", .string(format)),
            ("entity", .optional(entity)),
            (
                "lines",
                .object([
                    ("base", lines.base.json), ("local", lines.local.json), ("incoming", lines.incoming.json),
                ])
            ),
            ("kind", .string(kind)),
            ("reason", .string(reason)),
            ("base", base.json),
            ("local", local.json),
            ("incoming", incoming.json),
        ]
        if let suggestion { members.append(("suggestion", .string(suggestion))) }
        if let suggestedBy { members.append(("suggestedBy", .string(suggestedBy))) }
        return .object(members)
    }
}

extension ClosedRange<Int>? {
    fileprivate var json: JSONValue { map { .array([.int($0.lowerBound), .int($0.upperBound)]) } ?? .null }
}

extension UpgradeReport.Conflict.Side {
    fileprivate var json: JSONValue {
        switch self {
        case .absent: .null
        case .text(let text): .object([("text", .string(text))])
        case .object(let id): .object([("object", .string(id))])
        }
    }
}
