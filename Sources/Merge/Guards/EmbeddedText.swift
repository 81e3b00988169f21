/// A file within a file: a text of several lines, of which the key that it stands under may tell what it is.
enum EmbeddedText {
    /// Whether a merge of such texts by lines is one that a file of its own would be merged to.
    /// - Parameters:
    ///   - path: the names that lead to the text.
    ///   - deadline: when the file that it is in has to be given up; nothing is accepted then.
    static func accepts(
        _ merged: [UInt8], of sides: Sides<[UInt8]>, at path: [String], before deadline: Deadline
    ) -> Bool {
        let bodies = MergeBodies(base: sides.base, local: sides.local, incoming: sides.incoming)
        let options = MergeOptions(path: fileName(path))
        if let format = FileFormat.of(path: options.path),
            let inner = FormatMerge(bodies, format: format, options: options, deadline: deadline)
        {
            return inner.accepts(merged)
        }
        if deadline.hasPassed { return false }
        return NameGuard(bodies, options: options)?.doubled(in: [.resolved(merged)]).isEmpty ?? true
    }

    private static func fileName(_ path: [String]) -> String {
        let name = path.last { $0 != "[]" } ?? ""
        return scripts.contains(name) ? name + ".sh" : name
    }

    /// Keys whose text is a script.
    private static let scripts: Set<String> = ["run", "script", "before_script", "after_script", "command", "cmd"]
}
