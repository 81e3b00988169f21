internal import CLibgit2

extension Repository {
    /// One side of a patch.
    public struct PatchSide: Hashable, Sendable {
        /// The path from the repository's root.
        public var path: String
        /// The mode: a file, an executable or a symbolic link.
        public var mode: FileMode
        /// The exact content.
        public var bytes: [UInt8]

        /// Creates a side.
        public init(path: String, mode: FileMode = .file, bytes: [UInt8]) {
            self.path = path
            self.mode = mode
            self.bytes = bytes
        }
    }

    /// The change of one file as `git diff` prints it, ready for `git apply`; empty when the sides are equal.
    ///
    /// Calls `git_patch_from_buffers` for the hunks and writes the header itself, since libgit2 knows no modes and no
    /// renames of buffers. Contents that hold a NUL byte give `Binary files … differ`. Paths are quoted as with
    /// `core.quotePath=false`.
    /// - Parameters:
    ///   - old: the file before; nil when it is new.
    ///   - new: the file after; nil when it is deleted.
    ///   - context: how many unchanged lines surround a change.
    public static func patch(old: PatchSide?, new: PatchSide?, context: Int = 3) throws(GitError) -> [UInt8] {
        guard old != new, let path = (new ?? old)?.path else { return [] }
        let oldName = quoted("a/" + (old?.path ?? path))
        let newName = quoted("b/" + (new?.path ?? path))
        var header = ["diff --git \(oldName) \(newName)"]
        header += modeLines(old, new)
        if let old, let new, old.path != new.path {
            header.append("similarity index \(similarity(old.bytes, new.bytes))%")
            header.append("rename from \(quoted(old.path))")
            header.append("rename to \(quoted(new.path))")
        }
        let oldBytes = old?.bytes ?? []
        let newBytes = new?.bytes ?? []
        let isSame = oldBytes == newBytes
        if !isSame || old == nil || new == nil {
            header.append(indexLine(old, new))
        }
        if isSame { return Array((header.joined(separator: "\n") + "\n").utf8) }

        let oldLabel = old == nil ? "/dev/null" : oldName
        let newLabel = new == nil ? "/dev/null" : newName
        if isBinary(oldBytes) || isBinary(newBytes) {
            header.append("Binary files \(oldLabel) and \(newLabel) differ")
            return Array((header.joined(separator: "\n") + "\n").utf8)
        }
        header.append("--- \(label(oldLabel))")
        header.append("+++ \(label(newLabel))")
        return try Array((header.joined(separator: "\n") + "\n").utf8) + hunks(oldBytes, newBytes, context)
    }

    /// Whether git takes a content for binary: a NUL among the first 8,000 bytes.
    public static func isBinary(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(8000).contains(0)
    }

    private static func modeLines(_ old: PatchSide?, _ new: PatchSide?) -> [String] {
        switch (old?.mode, new?.mode) {
        case (nil, let mode?): ["new file mode \(octal(mode))"]
        case (let mode?, nil): ["deleted file mode \(octal(mode))"]
        case (let before?, let after?) where before != after:
            ["old mode \(octal(before))", "new mode \(octal(after))"]
        default: []
        }
    }

    private static func indexLine(_ old: PatchSide?, _ new: PatchSide?) -> String {
        let before = old.map { ObjectID.of(blob: $0.bytes).hex } ?? String(repeating: "0", count: 40)
        let after = new.map { ObjectID.of(blob: $0.bytes).hex } ?? String(repeating: "0", count: 40)
        var line = "index \(before.prefix(7))..\(after.prefix(7))"
        if let old, let new, old.mode == new.mode { line += " \(octal(old.mode))" }
        return line
    }

    private static func hunks(_ old: [UInt8], _ new: [UInt8], _ context: Int) throws(GitError) -> [UInt8] {
        Libgit2.bootstrap()
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "git_diff_options_init")
        options.context_lines = UInt32(clamping: context)
        options.flags = UInt32(GIT_DIFF_INDENT_HEURISTIC.rawValue) | UInt32(GIT_DIFF_FORCE_TEXT.rawValue)
        let patch = try make("git_patch_from_buffers") { patch in
            old.withUnsafeBytes { before in
                new.withUnsafeBytes { after in
                    git_patch_from_buffers(
                        &patch, before.baseAddress, before.count, "x", after.baseAddress, after.count, "x", &options)
                }
            }
        }
        defer { git_patch_free(patch) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try check(git_patch_to_buf(&buffer, patch), "git_patch_to_buf")
        let text = Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
        // libgit2's own header names the placeholder; no line of it begins like a hunk.
        guard let start = text.firstRange(of: Array("\n@@ -".utf8)) else { return [] }
        return Array(text[(start.lowerBound + 1)...])
    }

    private static func octal(_ mode: FileMode) -> String {
        let digits = String(mode.rawValue, radix: 8)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// A name on a `---` line: git ends one that holds a space with a tab, so that `patch` finds its end.
    private static func label(_ name: String) -> String {
        name.utf8.contains(0x20) ? name + "\t" : name
    }

    private static func quoted(_ path: String) -> String {
        let escapes: [UInt8: String] = [
            0x07: "\\a", 0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0B: "\\v", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"",
            0x5C: "\\\\",
        ]
        var needed = false
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            if let escape = escapes[byte] {
                needed = true
                bytes += escape.utf8
            } else if byte < 0x20 || byte == 0x7F {
                needed = true
                let digits = String(byte, radix: 8)
                bytes += ("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8
            } else {
                bytes.append(byte)
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return needed ? "\"\(text)\"" : text
    }
}
