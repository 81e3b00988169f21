import Drift
import Git
public import Template

/// Members that a person listed, one a line.
public enum MemberList {
    /// Reads a list: an address or a folder a line; blank lines and what follows a `#` at a line's start or after a space
    /// are left out.
    ///
    /// Byte order mark and CRLF are allowed. A name that is there twice, however it is spelt, is in it once.
    /// - Parameters:
    ///   - bytes: The text.
    ///   - file: Its name for messages.
    ///   - folder: Where relative folders start.
    /// - Throws: ``ScaffoldError`` with the line for text that is not UTF-8 or that git would take for something else.
    public static func members(
        in bytes: [UInt8], file: String, relativeTo folder: String
    ) throws(ScaffoldError) -> [FleetMember] {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ScaffoldError(.manifest, "the list is not UTF-8", at: .init(file: file), fix: "save it as UTF-8")
        }
        var members: [FleetMember] = []
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        for (index, raw) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = content(of: raw)
            if line.isEmpty { continue }
            do throws(ScaffoldError) {
                members.append(try member(String(decoding: line, as: UTF8.self), relativeTo: folder))
            } catch {
                throw ScaffoldError(
                    .locator, error.message, at: .init(file: file, line: index + 1), fix: error.fix)
            }
        }
        // Two names of one folder stay: a fleet may count only one of them.
        var seen: Set<String> = []
        return members.filter { seen.insert($0.journalName).inserted }
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

    /// The members without those that are the same as an earlier one, or a folder of a repository that is one as a whole.
    ///
    /// Folders are the same where their real paths are, however they are spelt; the name that came first stays.
    public static func unique(_ members: [FleetMember]) -> [FleetMember] {
        let places = members.map(place)
        // Most repositories are members as a whole: only of the others the folders have to be known.
        let parted = Set(zip(members, places).filter { !$0.0.directory.isEmpty }.map(\.1))
        var folders: [String: Set<String>] = [:]
        for (member, place) in zip(members, places) where parted.contains(place) {
            folders[place, default: []].insert(member.directory)
        }
        var seen: Set<String> = []
        return zip(members, places).filter { member, place in
            let known = folders[place, default: []]
            let isInside = ([""] + FileSystem.ancestors(of: member.directory)).contains(where: known.contains)
            return (member.directory.isEmpty || !isInside) && seen.insert(place + "\n" + member.directory).inserted
        }.map(\.0)
    }

    /// Where a member's repository is: the real path of a folder that is there, or the name.
    private static func place(of member: FleetMember) -> String {
        switch member.location {
        case .folder(let path): (try? FileSystem.realPath(path)) ?? member.id
        case .remote(let url) where url.hasPrefix("file://"):
            (try? FileSystem.realPath(String(url.dropFirst(7)))) ?? member.id
        case .remote: member.id
        }
    }

    /// A line without its comment and the spaces around it.
    private static func content(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var kept = line
        for index in line.indices where line[index] == 0x23 && (index == line.startIndex || isSpace(line[index - 1])) {
            kept = line[..<index]
            break
        }
        while let first = kept.first, isSpace(first) { kept.removeFirst() }
        while let last = kept.last, isSpace(last) { kept.removeLast() }
        return kept
    }
}
