/// How the entries of a list are told apart, and whether their order says something.
struct ListPolicy: Sendable {
    /// How two changed lists are merged.
    enum Kind: Hashable, Sendable {
        /// Entries have an identity.
        case keyed(Order)
        /// Entries are aligned by their content, in order.
        case sequence
        /// The list is one value: both sides changed it means conflict.
        case atomic
        /// The same, but where one side changed nothing but what is in entries with names, or the sides changed others:
        /// then each entry is merged.
        case fixed
        /// A rule of the format's own says what belongs together, see `align`.
        case aligned
    }

    /// What the order of entries with identities says.
    enum Order: Hashable, Sendable {
        /// Nothing: local's is kept.
        case free
        /// Something of what is there; what both sides bring to one place are two things, of which local's comes first.
        case kept
        /// Something of all entries: the sides disagree where both bring some to one place.
        case strict
    }

    var kind: Kind
    /// Whether entries without identities are told apart by their place, where all sides have equally many.
    var fallsBackToPlace = false
    /// Whether the first entry says what all others mean unless it is a flag: a program in front of its arguments.
    var isLedByFirst = false
    /// Keys that make an entry another one when they change, and not the same under another name.
    var fixedKeys: Set<String> = []
    /// The identity of an entry; nil when it has none.
    var identity: @Sendable (Value) -> Key?
    /// Another identity, taken where that one does not tell all entries apart; when neither does, the list is a sequence.
    var secondIdentity: @Sendable (Value) -> Key? = { _ in nil }
    /// Whether an entry takes in what another one said, which a list without it may not want back.
    var takesIn: @Sendable (_ new: Value, _ old: Value) -> Bool = { _, _ in false }
    /// Puts three lists side by side, in the order of the result; only asked where the kind says so.
    var align: @Sendable (Sides<[Value]>) -> [AlignedRow] = { _ in [] }

    /// One value, never merged inside.
    static let atomic = ListPolicy(kind: .atomic) { _ in nil }
    /// A program and what it is given: one value, unless the sides change arguments that lie apart.
    static let command = ListPolicy(kind: .fixed, isLedByFirst: true) { _ in nil }
    /// One value, unless one side leaves the entries where they are or the changes lie apart.
    static let fixed = ListPolicy(kind: .fixed) { value in
        ["name", "id", "key", "alert", "record", "host", "cluster"].lazy
            .compactMap { name in value[name]?.text.map { Key($0, kind: name) } }.first
    }
    /// Aligned by content.
    static let sequence = ListPolicy(kind: .sequence) { _ in nil }
    /// Scalars without order, each its own identity.
    static let set = ListPolicy(kind: .keyed(.free)) { $0.isScalar ? $0.text.map { Key($0) } : nil }

    /// Put side by side by a rule of the format's own.
    /// - Parameter identity: what an entry is called, where comments above it are about it.
    static func aligned(
        _ align: @escaping @Sendable (Sides<[Value]>) -> [AlignedRow],
        identity: @escaping @Sendable (Value) -> Key? = { _ in nil }
    ) -> ListPolicy {
        ListPolicy(kind: .aligned, identity: identity, align: align)
    }

    /// Mappings told apart by these keys of theirs; every key must be there and a scalar.
    static func keyed(_ names: String..., order: Order = .free) -> ListPolicy {
        ListPolicy(kind: .keyed(order)) { value in
            var parts: [String] = []
            for name in names {
                guard let part = value[name]?.text else { return nil }
                parts.append(part)
            }
            return Key(parts.joined(separator: "\u{1F}"))
        }
    }

    /// Entries told apart by a function of their value.
    static func identified(order: Order = .free, _ identity: @escaping @Sendable (Value) -> Key?) -> ListPolicy {
        ListPolicy(kind: .keyed(order), identity: identity)
    }

    /// The policy with keys that no rename changes.
    func fixing(_ keys: String...) -> ListPolicy {
        var policy = self
        policy.fixedKeys = Set(keys)
        return policy
    }

    /// The policy with another identity for lists that the first one does not tell apart.
    func or(_ identity: @escaping @Sendable (Value) -> Key?) -> ListPolicy {
        var policy = self
        policy.secondIdentity = identity
        return policy
    }
}

/// What a merge must know of a kind of file beyond its syntax.
struct MergeProfile: Sendable {
    /// The policy of a list, by the path of names that leads to it; `[]` stands for any entry of a list.
    ///
    /// Nil: by looking at the lists, see ``StructureMerge``.
    var list: @Sendable (_ path: [String]) -> ListPolicy? = { _ in nil }
    /// The key of a mapping that tells its kind; a mapping is one value unless all sides say the same there.
    var discriminator: @Sendable (_ path: [String]) -> String? = { _ in nil }
    /// Whether a list holds bare names and names with options, so that a bare one says that there are no options.
    var takesOptions: @Sendable (_ path: [String]) -> Bool = { _ in false }
    /// Whether people choose the names in a mapping freely, so that two of them have nothing to do with each other.
    var isOpen: @Sendable (_ path: [String]) -> Bool = { _ in false }
    /// Whether a text is a command with its options, so that changes of two of them, far enough apart, are two changes.
    var isCommand: @Sendable (_ path: [String]) -> Bool = { _ in false }
    /// Whether the order of a mapping's keys says something.
    var isOrdered: @Sendable (_ path: [String], _ names: () -> Set<String>) -> Bool = { _, _ in false }
    /// How versions are written at a path; nil where there are none.
    var versions: @Sendable (_ path: [String]) -> VersionScheme? = VersionScheme.byName
    /// What a scalar says without the quotation marks that its readers take away; nil where they may say something.
    var unquoted: @Sendable (Value) -> String? = { _ in nil }
    /// What a merged file would make of a part that one side brought, other than that side did; nil for nothing.
    var contradiction: @Sendable (_ merged: Value, _ local: Value, _ incoming: Value) -> String? = { _, _, _ in nil }
    /// The names that a value takes from what stands above it; nil where order says nothing.
    var uses: (@Sendable (Value) -> Set<String>)?
    /// What is wrong with a file, each in words that tell it from others: references that lead nowhere, such as a job that
    /// needs a job that is not there, and what can't be true together, such as one port taken twice.
    var problems: @Sendable (Value) -> Set<String> = { _ in [] }
    /// Whether an entry only records which state of the template a file is from: where local has none, it is of no use.
    var isRecord: @Sendable (_ path: [String]) -> Bool = { _ in false }
    /// Whether a name that one side defines no more must not come into use on the other, wherever it stands: false where
    /// ``problems`` knows better what a name refers to.
    var followsNames = true

    /// Whether the mappings or lists at a path are merged as a whole or not at all.
    /// - Parameter members: Gives what stands under some names in the mappings of the three sides.
    func isOneValue(_ path: [String], _ members: (Set<String>) -> Sides<[String: Value]>) -> Bool {
        if let name = discriminator(path) {
            let kinds = members([name])
            if kinds.base != kinds.local || kinds.base != kinds.incoming { return true }
        }
        return TornUnits.exist(in: members(TornUnits.names), at: path)
    }
}
