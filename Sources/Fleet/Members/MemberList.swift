import Git
public import Template

/// Members that a person listed, one a line.
public enum MemberList {
    /// Reads a list: an address or a folder a line; blank lines and what follows a `#` at a line's start or after a space
    /// are left out.
    ///
    /// Byte order mark and CRLF are allowed. A repository that is named twice, however it is spelt, is in it once.
    /// - Parameters:
    ///   - bytes: The text.
    ///   - file: Its name for messages.
    ///   - folder: Where relative folders start.
    /// - Throws: ``ScaffoldError`` with the line for text that is not UTF-8 or that git would take for something else.
    public static func members(
        in bytes: [UInt8], file: String, relativeTo folder: String
    ) throws(ScaffoldError) -> [FleetMember] {
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw ScaffoldError(.manifest, "the list is not UTF-8", at: .init(file: file), fix: "save it as UTF-8")
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        var members: [FleetMember] = []
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let line = content(of: Substring(raw))
            if line.isEmpty { continue }
            do throws(ScaffoldError) {
                members.append(try member(line, relativeTo: folder))
            } catch {
                throw ScaffoldError(
                    .locator, error.message, at: .init(file: file, line: index + 1), fix: error.fix)
            }
        }
        return unique(members)
    }

    /// The member that an address or a folder names.
    public static func member(_ text: String, relativeTo folder: String) throws(ScaffoldError) -> FleetMember {
        var path = text
        switch try SourceLocator.parse(text) {
        case .git(let url): return FleetMember(id: MemberName.of(url: url), location: .remote(url))
        case .folder(let written): path = written
        case .builtin: break
        }
        if path.hasPrefix("~/"), let home = ProcessEnvironment.value("HOME") { path = home + path.dropFirst() }
        let place = folder.isEmpty || path.hasPrefix("/") ? path : folder + "/" + path
        return FleetMember(id: MemberName.of(folder: place), location: .folder(place))
    }

    /// The members without those that are the same as an earlier one.
    public static func unique(_ members: [FleetMember]) -> [FleetMember] {
        var seen: Set<String> = []
        return members.filter { seen.insert($0.journalName).inserted }
    }

    private static func content(of line: Substring) -> String {
        var bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() where byte == 0x23 {
            guard index == 0 || bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 else { continue }
            bytes = Array(bytes[..<index])
            break
        }
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        let kept = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(decoding: kept, as: UTF8.self)
    }
}
