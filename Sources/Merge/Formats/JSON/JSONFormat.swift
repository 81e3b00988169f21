extension FileFormat {
    /// JSON, with comments and trailing commas where the file already has some.
    static func json(path: String) -> FileFormat {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return FileFormat(
            name: "json", parse: JSONSyntaxParser.parse, read: JSONReader.read,
            profile: name == "package.json" ? .packageJSON : name == "composer.json" ? .composer : .settings)
    }
}
