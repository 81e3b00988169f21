/// A kind of file whose structure is known: how it is read, and what a merge must know of it.
struct FileFormat: Sendable {
    /// The stable name, which is also the name of the resolver in decisions: "json", "yaml", "dockerfile".
    var name: String
    /// The lossless parser; nil for what it can't read.
    var parse: @Sendable ([UInt8]) -> SyntaxTree?
    /// A second reader, written independently; nil for what it can't read.
    var read: @Sendable ([UInt8]) -> Value?
    /// Whether what the parser found and what the second reader found is the same.
    var agree: @Sendable (SyntaxTree, Value) -> Bool = { $0.value == $1 }
    /// A reference of a merged file that only the order of the text breaks; nil for none.
    var brokenReference: @Sendable (_ merged: SyntaxTree, _ sides: Sides<SyntaxTree>) -> String? = { _, _ in nil }
    /// The trees with the same layout for what can be written in several; nil where they have it already.
    var aligned: @Sendable (Sides<SyntaxTree>) -> Sides<SyntaxTree>? = { _ in nil }
    /// List policies and the like.
    var profile = MergeProfile()
    /// A better profile for what the three files say; nil where the path already tells.
    var recognise: (@Sendable (Sides<Value>) -> MergeProfile?)?

    /// The format of a file by its path; nil where only lines are known.
    ///
    /// - Parameter path: a path with `/` between its parts.
    static func of(path: String) -> FileFormat? {
        let name = path.fileName
        if isDockerfile(name) { return .dockerfile }
        if name.hasPrefix("."), name.hasSuffix("ignore") { return .ignore }
        if name == ".env" || name.hasPrefix(".env.") || dotenvNames.contains(name) { return .dotenv }
        if MergeOptions.isRequirements(path: path) { return .requirements }
        if name == ".editorconfig" { return .editorconfig }
        if name == ".tool-versions" { return .toolVersions }
        if [".flake8", ".coveragerc", ".pylintrc", ".pypirc"].contains(name) { return .ini }
        if name == "Pipfile" { return .toml(path: path) }
        // Where it is YAML the parser refuses it, and lines decide.
        if settingsWithoutSuffix.contains(name) { return .json(path: path) }
        let parts = name.split(separator: ".")
        let suffix = parts.count > 1 || name.hasPrefix(".") ? parts.last.map { $0.lowercased() } : nil
        switch suffix {
        case "json", "jsonc", "json5", "code-workspace", "webmanifest": return .json(path: path)
        case "yml", "yaml": return .yaml(path: path)
        case "toml": return .toml(path: path)
        case "env": return .dotenv
        case "properties": return .properties
        case "ini", "cfg": return .ini
        default: return nil
        }
    }
    /// Names of lists of variables that don't begin with `.env`.
    static let dotenvNames: Set<String> = ["env.example", "dotenv.example", "env.sample", ".flaskenv"]

    /// Settings of tools in JSON or YAML, which their names don't tell.
    static let settingsWithoutSuffix: Set<String> = [
        ".prettierrc", ".eslintrc", ".babelrc", ".swcrc", ".stylelintrc", ".nycrc", ".releaserc", ".lintstagedrc",
        ".jshintrc", ".markdownlintrc", ".c8rc", ".bowerrc", ".mocharc", ".jscsrc", ".htmlhintrc", ".commitlintrc",
        ".czrc", ".huskyrc", ".remarkrc", ".textlintrc", ".renovaterc",
    ]
}
