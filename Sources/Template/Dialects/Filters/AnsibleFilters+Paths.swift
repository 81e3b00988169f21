import Jinja

extension AnsibleFilters {
    static var paths: [(name: String, body: Body)] {
        [
            (
                "basename",
                { value, _, _ throws(TemplateError) in
                    if case .object(let object) = value, let place = object as? CopierPlace {
                        return .string(place.name)
                    }
                    let path = try pathText(value)
                    return .string(String(path[PosixPath.nameStart(path)...]))
                }
            ),
            (
                "realpath",
                { value, _, _ throws(TemplateError) in
                    guard case .object(let object) = value, let path = object as? CopierPath, path.isProject else {
                        throw needsMachine("realpath")
                    }
                    return .object(CopierPlace(path.string))
                }
            ),
            path("dirname") { .string(PosixPath.folder($0)) },
            path("splitext") { text in
                let (root, suffix) = PosixPath.splitSuffix(text)
                return .tuple([.string(root), .string(suffix)])
            },
            path("win_basename") { .string(WindowsPath.split($0).name) },
            path("win_dirname") { .string(WindowsPath.split($0).folder) },
            path("win_splitdrive") { text in
                let (drive, rest) = WindowsPath.splitDrive(text)
                return .tuple([.string(drive), .string(rest)])
            },
            (
                "relpath",
                { value, arguments, _ throws(TemplateError) in
                    let bound = try arguments.bind("relpath()", ["start"])
                    let path = try pathText(value)
                    let start = try bound[0].map { (value) throws(TemplateError) in try word(value, "start") } ?? "."
                    if path.isEmpty { throw TemplateError(.value, "no path specified") }
                    guard let relative = PosixPath.relative(path, to: start.isEmpty ? "." : start) else {
                        throw TemplateError(.security, "the filter 'relpath' needs the machine's current folder here")
                    }
                    return .string(relative)
                }
            ),
        ]
    }

    private static func path(
        _ name: String, _ body: @escaping (String) -> Value
    ) -> (name: String, body: Body) {
        plain(name) { value, _ throws(TemplateError) in body(try pathText(value)) }
    }

    /// A path as text, or as the path that Copier's settings hold.
    private static func pathText(_ value: Value) throws(TemplateError) -> String {
        if case .object(let object) = value, let path = object as? CopierPath { return path.string }
        return try word(value, "a path")
    }
}

/// Python's `posixpath`, on text alone.
enum PosixPath {
    private static let slash = UInt8(ascii: "/")

    static func nameStart(_ path: String) -> String.Index {
        path.utf8.lastIndex(of: slash).map { path.utf8.index(after: $0) } ?? path.startIndex
    }

    static func folder(_ path: String) -> String {
        let head = path[..<nameStart(path)]
        guard head.utf8.contains(where: { $0 != slash }) else { return String(head) }
        var end = head.utf8.endIndex
        while head.utf8[head.utf8.index(before: end)] == slash { end = head.utf8.index(before: end) }
        return String(head[..<end])
    }

    static func splitSuffix(_ path: String) -> (root: String, suffix: String) {
        let start = nameStart(path)
        let name = path[start...]
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
            name[..<dot].utf8.contains(where: { $0 != UInt8(ascii: ".") })
        else { return (path, "") }
        return (String(path[..<dot]), String(path[dot...]))
    }

    /// The path from one to another; nil where the current folder would decide.
    static func relative(_ path: String, to start: String) -> String? {
        guard path.hasPrefix("/") == start.hasPrefix("/"), let target = parts(path), let base = parts(start) else {
            return nil
        }
        let common = zip(target, base).prefix { $0 == $1 }.count
        let result = [String](repeating: "..", count: base.count - common) + target[common...]
        return result.isEmpty ? "." : result.joined(separator: "/")
    }

    /// The normalized parts; nil where a relative path leaves the folder it starts in.
    private static func parts(_ path: String) -> [String]? {
        var result: [String] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                result.append(String(part))
            } else if result.popLast() == nil, !path.hasPrefix("/") {
                return nil
            }
        }
        return result
    }
}

/// Python's `ntpath`, on text alone.
enum WindowsPath {
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "\\" || scalar == "/" }

    static func splitDrive(_ path: String) -> (drive: String, rest: String) {
        let scalars = Array(path.unicodeScalars)
        func text(_ range: Range<Int>) -> String { RegexParser.text(scalars[range].map(\.value)) }
        guard scalars.count >= 2 else { return ("", path) }
        if isSeparator(scalars[0]), isSeparator(scalars[1]) {
            let head = RegexParser.text(scalars.prefix(8).map { isSeparator($0) ? 0x5C : $0.value }).uppercased()
            let start = head == "\\\\?\\UNC\\" ? 8 : 2
            guard let first = scalars[start...].firstIndex(where: isSeparator),
                let second = scalars[(first + 1)...].firstIndex(where: isSeparator)
            else { return (path, "") }
            return (text(0..<second), text(second..<scalars.count))
        }
        guard scalars[1] == ":" else { return ("", path) }
        return (text(0..<2), text(2..<scalars.count))
    }

    static func split(_ path: String) -> (folder: String, name: String) {
        let (drive, rest) = splitDrive(path)
        let scalars = Array(rest.unicodeScalars)
        let start = scalars.lastIndex(where: isSeparator).map { $0 + 1 } ?? 0
        var end = start
        while end > 0, isSeparator(scalars[end - 1]) { end -= 1 }
        if end == 0 { end = start }
        func text(_ range: Range<Int>) -> String { RegexParser.text(scalars[range].map(\.value)) }
        return (drive + text(0..<end), text(start..<scalars.count))
    }
}
