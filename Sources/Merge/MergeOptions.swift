/// What a merge may decide on its own, beyond what git would merge.
public struct MergeOptions: Hashable, Sendable {
    /// Whether edits of adjacent lines merge, as long as the two sides share no changed line.
    ///
    /// Wrong too often in code and in nested formats, where neighbouring lines are one statement; right where one
    /// line is one fact, see ``adjacencyIsSafe(path:)``. Every use is listed as a decision "adjacent-lines".
    public var adjacency: Bool

    /// The file's path in the service, which tells its format; empty for none.
    public var path: String

    /// Resolvers that must not decide anything in this file, by their names in decisions.
    public var disabledResolvers: Set<String>

    /// Whether something outside of the file says that a tool writes it, such as ``GeneratedFile/attribute``.
    public var isMarkedGenerated: Bool

    /// The largest side, in bytes, whose structure is looked at; a larger one is merged by lines.
    public var maximumStructuredSize: Int

    /// The largest side, in bytes, that is merged by lines; a larger one is treated like a binary file.
    public var maximumSize: Int

    /// How long a file's structure may be looked at.
    ///
    /// After that the file is merged by lines, which the decision "deadline" tells. Nil for as long as it takes, so that a
    /// merge comes out the same on every machine.
    public var deadline: Duration?

    /// How long the tool gives one file.
    ///
    /// Files of ten thousand lines take about one second, and no file that people write is much longer. One that takes ten
    /// times as long is made to be slow, or one of a kind that we do not know: its lines are better than no answer.
    public static let usualDeadline: Duration = .seconds(10)

    /// Creates options; the default is git's behaviour, up to 256 MiB.
    public init(
        path: String = "", adjacency: Bool = false, disabledResolvers: Set<String> = [],
        isMarkedGenerated: Bool = false, maximumStructuredSize: Int = 8 << 20, maximumSize: Int = 256 << 20,
        deadline: Duration? = nil
    ) {
        self.path = path
        self.adjacency = adjacency
        self.disabledResolvers = disabledResolvers
        self.isMarkedGenerated = isMarkedGenerated
        self.maximumStructuredSize = maximumStructuredSize
        self.maximumSize = maximumSize
        self.deadline = deadline
    }

    /// Whether adjacent lines merge in this file: where asked for, and where its name says that a line is a fact.
    var mergesAdjacentLines: Bool {
        (adjacency || Self.adjacencyIsSafe(path: path)) && !disabledResolvers.contains("adjacent-lines")
    }

    /// The same options with adjacent lines merging.
    var adjacent: MergeOptions {
        var options = self
        options.adjacency = true
        return options
    }

    /// Tells whether a file keeps one fact a line, so that edits of adjacent lines are independent.
    ///
    /// True for requirement and constraint lists, dotenv files, ignore files, `.gitattributes`, `CODEOWNERS`,
    /// `MANIFEST.in` and version lists. Order matters in several of them: a merge never reorders, so that is safe.
    ///
    /// - Parameter path: a path with `/` between its parts; only the last two parts count.
    public static func adjacencyIsSafe(path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        guard let name = parts.last else { return false }
        if oneFactALine.contains(name) { return true }
        if name == ".env" || name.hasPrefix(".env.") { return true }
        if name.hasPrefix(".") && name.hasSuffix("ignore") { return true }
        return isRequirements(path: path)
    }

    /// Tells whether a file is a list of requirements or constraints of pip.
    static func isRequirements(path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        guard let name = parts.last, name.hasSuffix(".txt") || name.hasSuffix(".in") else { return false }
        if name.hasPrefix("requirements") || name.hasPrefix("constraints") { return true }
        let stem = name.prefix { $0 != "." }
        if ["requirements", "deps", "dependencies"].contains(where: stem.hasSuffix) { return true }
        return parts.dropLast().last == "requirements"
    }

    private static let oneFactALine: Set<String> = [
        ".gitattributes", "CODEOWNERS", "MANIFEST.in", ".tool-versions", "env.example", "dotenv.example",
    ]
}
