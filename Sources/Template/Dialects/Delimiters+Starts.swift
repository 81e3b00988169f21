import Jinja

extension Delimiters {
    /// What begins tags, values, comments and lines of statements: a text without any of them renders to itself.
    var starts: [[UInt8]] {
        let prefixes = [lineStatementPrefix, lineCommentPrefix].compactMap { $0 }
        return ([blockStart, variableStart, commentStart] + prefixes).map { Array($0.utf8) }
    }
}
