extension FileFormat {
    /// TOML of any kind; the lists of pyproject.toml are known, and no other file uses its names for something else.
    static func toml(path: String) -> FileFormat {
        FileFormat(
            name: "toml", parse: TOMLSyntaxParser.parse, read: TOMLReader.read,
            agree: { TOMLReader.agree($0.value, $1) }, brokenReference: ArrayTables.broken,
            profile: .pyproject)
    }
}
