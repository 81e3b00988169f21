extension FileFormat {
    /// TOML of any kind.
    static func toml(path: String) -> FileFormat {
        FileFormat(name: "toml", parse: TOMLSyntaxParser.parse, read: TOMLReader.read, agree: TOMLReader.agree)
    }
}
