/// What one side gave up and the other has come to use.
struct Forgotten {
    private let names: ForgottenNames?
    private let references: RenamedReferences?
    private let folders: MovedFolders?
    private let keys: ForgottenKeys?
    private let shapes: GivenUpShapes?
    private let nested: NestedKeys?

    /// - Parameter followsNames: see ``MergeProfile/followsNames``.
    init(_ values: Sides<Value>, followsNames: Bool) {
        names = followsNames ? ForgottenNames(values) : nil
        references = RenamedReferences(values)
        folders = MovedFolders(values)
        keys = ForgottenKeys(values)
        shapes = GivenUpShapes(values)
        nested = NestedKeys(values)
    }

    /// The first of such things that a merged value uses, in words.
    func used(in value: Value) -> String? {
        if let name = names?.used(in: value) ?? references?.used(in: value) { return "name \(name)" }
        if let place = folders?.named(in: value) { return "folder of \(place)" }
        return (keys?.used(in: value) ?? shapes?.used(in: value) ?? nested?.named(in: value)).map { "key \($0)" }
    }
}
