/// What one side gave up and the other has come to use.
struct Forgotten {
    private let names: ForgottenNames?
    private let references: RenamedReferences?
    private let shapes: GivenUpShapes?

    /// - Parameter followsNames: see ``MergeProfile/followsNames``.
    init(_ values: Sides<Value>, followsNames: Bool) {
        names = followsNames ? ForgottenNames(values) : nil
        references = followsNames ? RenamedReferences(values) : nil
        shapes = GivenUpShapes(values)
    }

    /// The name of such a thing that a merged value uses.
    func used(in value: Value) -> String? {
        names?.used(in: value) ?? references?.used(in: value) ?? shapes?.used(in: value)
    }
}
