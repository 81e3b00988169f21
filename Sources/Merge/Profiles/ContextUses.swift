/// Finds the names that expressions take from a context, such as `inputs.name` and `needs.job.outputs.name`.
///
/// Read byte by byte: a workflow has thousands of texts, and nearly none of them names a context.
struct ContextUses {
    private let bytes: [UInt8]

    /// Looks at one text.
    init(_ text: String) { bytes = Array(text.utf8) }

    /// The names behind `context.` or in `context['name']`, where that is no part of a longer name or path.
    func names(of context: String) -> [String] {
        places(behind: context).compactMap { name(at: $0)?.text }
            + places(behind: context, sign: UInt8(ascii: "[")).compactMap { quoted(at: $0) }
    }

    /// The jobs behind `context.`, each with the output that is taken from it, where one is.
    func outputs(of context: String) -> [(job: String, output: String?)] {
        places(behind: context).compactMap { place in
            guard let job = name(at: place), job.end < bytes.count, bytes[job.end] == UInt8(ascii: ".") else {
                return nil
            }
            let rest = bytes[(job.end + 1)...]
            let word = Array("outputs.".utf8)
            guard rest.starts(with: word) else { return (job.text, nil) }
            return (job.text, name(at: rest.startIndex + word.count)?.text)
        }
    }

    /// The places behind each `word.`, where that is no part of a longer name or path.
    private func places(behind word: String, sign: UInt8 = UInt8(ascii: ".")) -> [Int] {
        let wanted = Array(word.utf8) + [sign]
        guard bytes.count > wanted.count else { return [] }
        return (wanted.count..<bytes.count).filter { place in
            guard bytes[place - 1] == sign, bytes[(place - wanted.count)..<place].elementsEqual(wanted) else {
                return false
            }
            let start = place - wanted.count
            return start == 0 || !Self.isNamePart(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: ".")
        }
    }

    /// The text of `'name'` at a place.
    private func quoted(at start: Int) -> String? {
        let quotes = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
        guard start < bytes.count, quotes.contains(bytes[start]),
            let end = bytes[(start + 1)...].firstIndex(of: bytes[start])
        else { return nil }
        return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }

    /// The name that begins at a place: a letter or `_`, then letters, digits, `_` and `-`.
    private func name(at start: Int) -> (text: String, end: Int)? {
        guard start < bytes.count, Self.isNamePart(bytes[start]), bytes[start] != UInt8(ascii: "-"),
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[start])
        else { return nil }
        let end = bytes[start...].firstIndex { !Self.isNamePart($0) } ?? bytes.count
        return (String(decoding: bytes[start..<end], as: UTF8.self), end)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool { byte.isWordByte || byte == UInt8(ascii: "-") }
}
