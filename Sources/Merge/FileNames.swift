/// The suffixes of JavaScript and TypeScript.
let scriptSuffixes: Set<String> = ["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts"]
/// What names of shell scripts end in.
let shellSuffixes: Set<String> = ["sh", "bash", "zsh", "ksh"]

extension String {
    /// The last part of a path.
    var fileName: String { split(separator: "/").last.map(String.init) ?? "" }

    /// What stands behind the last dot of a path's file name; empty for a name without one, and for one that only begins with it.
    var fileSuffix: String { fileName.split(separator: ".").dropFirst().last.map(String.init) ?? "" }

    /// Whether a path is one of Markdown.
    var isMarkdown: Bool { ["md", "markdown"].contains(fileSuffix.lowercased()) }

    /// Whether a path is one that `make` reads.
    var isMakefile: Bool { ["Makefile", "makefile", "GNUmakefile"].contains(fileName) || fileSuffix == "mk" }
}
