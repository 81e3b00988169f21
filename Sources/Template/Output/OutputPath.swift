/// The rules a rendered path must keep before anything is written there.
public enum OutputPath {
    /// The record's file name; no scaffold may write it.
    public static let record = ".scaffold.yml"

    /// The longest segment in bytes, as file systems have it.
    static let longestSegment = 255
    /// The longest whole path in bytes; room is left for the folder it is written below.
    static let longestPath = 3_500

    /// What is wrong with a path, as the end of a sentence, or nil when it is fine.
    public static func complaint(about path: String) -> String? {
        if path.isEmpty { return "is empty" }
        if path.utf8.first == UInt8(ascii: "/") { return "is absolute" }
        for scalar in path.unicodeScalars {
            if scalar.value == 0 { return "has a NUL character in it" }
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return "has a control character in it" }
            if scalar == "\\" { return "has a backslash in it, which separates folders on Windows" }
        }
        if path.utf8.count > longestPath { return "is longer than \(longestPath) bytes" }
        // By bytes: to a Character a slash with a combining mark after it is no slash, to the file system it is.
        for segment in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if let complaint = complaint(aboutSegment: Substring(segment)) { return complaint }
        }
        return nil
    }

    /// What is wrong with a symlink's target, seen from the path of the link, or nil when it is fine.
    public static func complaint(aboutTarget target: String, ofLinkAt path: String) -> String? {
        if target.isEmpty { return "points nowhere" }
        if target.utf8.first == UInt8(ascii: "/") { return "points to the absolute path \(target)" }
        if target.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" || $0.value == 0x7F }) {
            return "points to a path with control characters or backslashes"
        }
        if gitSpecialFiles.contains(String(decoding: path.utf8.map(\.asciiLowercased), as: UTF8.self)) {
            return "must be a file: git does not follow symlinks there"
        }
        var depth = path.utf8.filter { $0 == UInt8(ascii: "/") }.count
        for part in target.utf8.split(separator: UInt8(ascii: "/")) {
            let segment = Substring(part)
            if segment == ".." { depth -= 1 } else if segment != "." { depth += 1 }
            if depth < 0 { return "points out of the service, to \(target)" }
            if isGitFolder(segment) { return "points into git's own folder" }
        }
        return nil
    }

    /// Whether git refuses a name because some file system takes it for `.git`.
    ///
    /// Case, trailing dots and spaces, streams (`.git::$INDEX_ALLOCATION`), the short name `git~1` (NTFS), and the
    /// scalars that HFS+ ignores do not hide it.
    public static func isGitFolder(_ segment: some StringProtocol) -> Bool {
        guard mayBeginSpecialName(segment) else { return false }
        var kept: [UInt8] = []
        for scalar in segment.unicodeScalars where !isIgnoredByHFS(scalar) {
            // Two letters beyond ASCII fold to letters of "git": dotless and dotted i, which only some systems fold.
            let folded: Unicode.Scalar = scalar == "\u{131}" || scalar == "\u{130}" ? "i" : scalar
            kept += Array(String(folded).utf8).map(\.asciiLowercased)
        }
        if let colon = kept.firstIndex(of: UInt8(ascii: ":")) { kept.removeSubrange(colon...) }
        while let last = kept.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { kept.removeLast() }
        return kept.elementsEqual(".git".utf8) || kept.elementsEqual("git~1".utf8)
    }

    /// Whether a segment's first byte leaves open that it is `.git`, `git~1` or the record under another spelling.
    ///
    /// Nearly all segments end here; only scalars beyond ASCII can hide what comes after them.
    private static func mayBeginSpecialName(_ segment: some StringProtocol) -> Bool {
        guard let first = segment.utf8.first else { return false }
        return first == UInt8(ascii: ".") || first | 0x20 == UInt8(ascii: "g") || first >= 0x80
    }

    private static let gitSpecialFiles: Set<String> = [".gitmodules", ".gitattributes", ".gitignore", ".mailmap"]

    private static func complaint(aboutSegment segment: Substring) -> String? {
        if segment.isEmpty { return "has an empty segment; a file is left out by a `when` rule, not by an empty name" }
        if segment == "." || segment == ".." { return "has the segment \(segment)" }
        if segment.utf8.count > longestSegment { return "has a segment longer than \(longestSegment) bytes" }
        guard mayBeginSpecialName(segment) else { return nil }
        if isGitFolder(segment) { return "writes into git's own folder" }
        let folded = String(decoding: segment.utf8.map(\.asciiLowercased), as: UTF8.self)
        return folded == record ? "is the record, which only the tool writes" : nil
    }

    private static func isIgnoredByHFS(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
        default: false
        }
    }
}

/// The paths of one output, which must not clash with one another.
struct PathRegister {
    private var files: [String: String] = [:]
    private var spellings: [String: String] = [:]
    private var folders: Set<String> = []

    /// Notes a file.
    /// - Returns: What it clashes with, as the end of a sentence, or nil when it is fine.
    mutating func add(_ path: String, from source: String) -> String? {
        // String equality is canonical equivalence: two spellings of é clash here as they do on macOS.
        if let other = files[path] { return "is also rendered by \(other)" }
        if folders.contains(path) { return "is both a file and a folder" }
        var end = path.startIndex
        while let slash = path[end...].utf8.firstIndex(of: UInt8(ascii: "/")) {
            let folder = String(path[..<slash])
            end = path.utf8.index(after: slash)
            // Checked when it was first needed; a file of its name is refused since.
            if folders.contains(folder) { continue }
            if let other = files[folder] { return "needs the folder \(folder), which \(other) renders as a file" }
            if let other = spelling(folder) { return other }
            folders.insert(folder)
        }
        if let other = spelling(path) { return other }
        files[path] = source
        return nil
    }

    private mutating func spelling(_ path: String) -> String? {
        let folded = path.lowercased()
        guard let other = spellings[folded], other != path else {
            spellings[folded] = path
            return nil
        }
        return "differs from \(other) only by case, which collides on macOS and Windows"
    }
}
