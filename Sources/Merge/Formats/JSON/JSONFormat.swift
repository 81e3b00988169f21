extension FileFormat {
    /// JSON, with comments and trailing commas where the file already has some.
    static func json(path: String) -> FileFormat {
        FileFormat(name: "json", parse: JSONSyntaxParser.parse, read: JSONReader.read)
    }
}
