extension FileFormat {
    /// YAML of any kind.
    static func yaml(path: String) -> FileFormat {
        FileFormat(
            name: "yaml", parse: YAMLSyntaxParser.parse, read: YAMLReader.read, agree: YAMLReader.agree)
    }
}
