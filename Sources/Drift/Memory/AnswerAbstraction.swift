import OrderedCollections
import Template

/// Recorded answers as placeholders, so that the same text of two services is the same.
///
/// An answer is replaced only where it stands as a whole token, the longest first: `app` is not replaced inside of
/// `application`. Flags and single characters say too little to be told from other text.
struct AnswerAbstraction {
    /// Name and text of each answer that can be replaced, the longest text first.
    private let answers: [(name: String, text: [UInt8])]
    private let texts: [String: String]

    private static let opening = Array("<%= ".utf8)
    private static let closing = Array(" %>".utf8)

    init(_ answers: Answers) {
        var found: [(name: String, text: [UInt8])] = []
        var texts: [String: String] = [:]
        for (name, value) in answers {
            let text: String
            switch value {
            case .string(let string): text = string
            case .int(let number): text = String(number)
            default: continue
            }
            guard text.utf8.count > 1, !text.utf8.contains(where: { $0 < 0x20 }) else { continue }
            found.append((name, Array(text.utf8)))
            texts[name] = text
        }
        // Where two answers are alike the name decides, in every service in the same way.
        self.answers = found.sorted { ($1.text.count, $0.name) < ($0.text.count, $1.name) }
        self.texts = texts
    }

    /// The text with its answers replaced by their names; nil where it has something that looks like a placeholder.
    func abstract(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.firstRange(of: Self.opening.prefix(2)) == nil else { return nil }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard let answer = answers.first(where: { isToken($0.text, at: index, in: bytes) }) else {
                out.append(bytes[index])
                index += 1
                continue
            }
            out += Self.opening + Array(answer.name.utf8) + Self.closing
            index += answer.text.count
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text with the answers put back; nil where it names an answer that is not there.
    func concrete(_ text: String) -> String? {
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let start = rest.firstRange(of: Self.opening) {
            out += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: Self.closing),
                let answer = texts[String(decoding: rest[..<end.lowerBound], as: UTF8.self)]
            else { return nil }
            out += Array(answer.utf8)
            rest = rest[end.upperBound...]
        }
        return String(decoding: out + rest, as: UTF8.self)
    }

    private func isToken(_ token: [UInt8], at index: Int, in bytes: [UInt8]) -> Bool {
        guard bytes[index...].starts(with: token) else { return false }
        let end = index + token.count
        let joinsBefore = index > 0 && WordToken.isPart(bytes[index - 1]) && WordToken.isPart(token[0])
        let joinsAfter = end < bytes.count && WordToken.isPart(bytes[end]) && WordToken.isPart(token[token.count - 1])
        return !joinsBefore && !joinsAfter
    }
}

/// The words of a text: runs of letters, digits and underscores.
enum WordToken {
    /// Whether a byte belongs to a word; every byte of a character beyond ASCII does.
    static func isPart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
            || byte >= 0x80
    }

    /// The words of a text.
    static func all(in text: some Sequence<UInt8>) -> Set<[UInt8]> {
        Set(Array(text).split { !isPart($0) }.map(Array.init))
    }
}
