import Git

/// What a run is about to do or has done, enough to finish or undo it.
///
/// Lines of tab-separated fields.
enum Note: Equatable {
    /// A branch is moved: `before` is nil when it is made.
    case branch(name: String, before: ObjectID?, after: ObjectID, state: State)
    /// Files of the work tree are changed.
    case inPlace(files: [File], state: State)

    /// How far a run came, which tells a finished one from a killed one, and whose locks are whose.
    enum State: String {
        /// From before to after; branches stay at it, since they move in one step.
        case writing
        /// Everything is written.
        case done
        /// From after back to before.
        case undoing
    }

    /// One file of the work tree: what it was in HEAD, what it becomes, and its conflict's sides.
    struct File: Equatable {
        var path: String
        var before: Content?
        var after: Content?
        var stages: [Content?]?
    }

    /// A mode and a blob.
    struct Content: Equatable {
        var mode: FileMode
        var id: ObjectID
    }

    /// The note as the bytes of its file.
    var bytes: [UInt8] {
        var lines: [String]
        switch self {
        case .branch(let name, let before, let after, let state):
            lines = ["branch\t\(state.rawValue)\t\(name)\t\(before?.hex ?? "-")\t\(after.hex)"]
        case .inPlace(let files, let state):
            lines = ["in-place\t\(state.rawValue)"]
            for file in files {
                let fields = [file.before, file.after] + (file.stages ?? [])
                lines.append("file\t" + fields.map(Self.text).joined(separator: "\t") + "\t" + Self.escaped(file.path))
            }
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Reads a note back.
    init(parsing bytes: [UInt8], file name: String) throws(DriftError) {
        let damaged = DriftError(
            .undo, "\(name) is damaged", fix: "delete it; the last upgrade can then not be undone by scaffold")
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let first = lines.first, first.count > 1, let state = State(rawValue: first[1]) else { throw damaged }
        if first.count == 5, first[0] == "branch", let after = ObjectID(hex: first[4]) {
            self = .branch(name: first[2], before: ObjectID(hex: first[3]), after: after, state: state)
        } else if first.count == 2, first[0] == "in-place" {
            var files: [File] = []
            for line in lines.dropFirst() {
                guard line.count == 4 || line.count == 7, let path = line.last.flatMap(Self.unescaped) else {
                    throw damaged
                }
                let contents = line[1..<(line.count - 1)].map(Self.content)
                files.append(
                    File(
                        path: path, before: contents[0], after: contents[1],
                        stages: contents.count == 5 ? Array(contents[2...]) : nil))
            }
            self = .inPlace(files: files, state: state)
        } else {
            throw damaged
        }
    }

    private static func text(_ content: Content?) -> String {
        content.map { String($0.mode.rawValue, radix: 8) + " " + $0.id.hex } ?? "-"
    }

    private static func content(_ text: String) -> Content? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let stored = UInt32(parts[0], radix: 8), let mode = FileMode(rawValue: stored),
            let id = ObjectID(hex: String(parts[1]))
        else { return nil }
        return Content(mode: mode, id: id)
    }

    /// A path without tabs and line ends, which owners' files and folders may have in their names: `%` and two digits.
    private static func escaped(_ path: String) -> String {
        guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x25 }) else { return path }
        let bytes = path.utf8.flatMap { byte -> [UInt8] in
            guard byte < 0x20 || byte == 0x25 else { return [byte] }
            let digits = String(byte, radix: 16)
            return Array("%\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard bytes[position] == 0x25 else {
                out.append(bytes[position])
                position += 1
                continue
            }
            guard position + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self), radix: 16)
            else { return nil }
            out.append(byte)
            position += 3
        }
        return String(decoding: out, as: UTF8.self)
    }
}
