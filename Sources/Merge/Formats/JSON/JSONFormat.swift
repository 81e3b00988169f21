extension FileFormat {
    /// JSON, with comments and trailing commas where the file already has some.
    static func json(path: String) -> FileFormat {
        let name = path.fileName
        let profile: MergeProfile =
            switch name {
            case "package.json": .packageJSON
            case "composer.json": .composer
            case ".cookiecutter.json": .cookiecutterContext
            default: .settings
            }
        return FileFormat(name: "json", parse: JSONSyntaxParser.parse, read: JSONReader.read, profile: profile)
    }
}
