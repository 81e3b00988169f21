/// Inputs of a GitLab component, which its first document declares and the others use: `$[[ inputs.name ]]`.
enum ComponentInputs {
    private static let inputUse = Pattern(/\$\[\[\s*inputs\.([\w-]+)/)

    /// The inputs that are used and not declared.
    static func dangling(in documents: [Value]) -> Set<String> {
        guard let inputs = documents.first?["spec"]?["inputs"]?.pairs else { return [] }
        let texts = documents.dropFirst().flatMap(\.allTexts).filter { $0.holds("$[[") }
        let used = texts.flatMap { $0.matches(of: inputUse).map { String($0.1) } }
        return Set(used).subtracting(inputs.keys.map(\.name)).mapped { "input \($0)" }
    }
}
