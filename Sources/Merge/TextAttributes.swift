/// What a text file has apart from its lines: how they end, a byte order mark, a newline at the end.
///
/// Splitting these off and merging each three-way on its own is what lets a file that the user saved with CRLF take a
/// one-line change of the template without a conflict over the whole file.
public struct TextAttributes: Hashable, Sendable {
    /// How the lines of a file end.
    public enum LineEnding: String, Hashable, Sendable, CaseIterable {
        /// Every line ends in a line feed; a carriage return elsewhere is content.
        case lf
        /// Every line feed follows a carriage return.
        case crlf
        /// Carriage returns and not one line feed.
        case cr
        /// Some line feeds follow a carriage return and some do not: lines keep their own ending as content.
        case mixed
        /// No line ends at all: an empty file, or one line without a newline.
        case none
    }

    /// How the lines end.
    public var lineEnding: LineEnding
    /// Whether the file starts with the UTF-8 byte order mark EF BB BF.
    public var byteOrderMark: Bool
    /// Whether the last line has an ending; true for a file without lines.
    public var finalNewline: Bool

    /// Creates attributes; the default is what a tidy text file has.
    public init(lineEnding: LineEnding = .lf, byteOrderMark: Bool = false, finalNewline: Bool = true) {
        self.lineEnding = lineEnding
        self.byteOrderMark = byteOrderMark
        self.finalNewline = finalNewline
    }

    /// Splits bytes into attributes and a body of lines that all end in a line feed.
    ///
    /// `attributes.join(body)` gives back the very same bytes, whatever they are. Mixed endings are not normalised:
    /// carriage returns then stay in the body.
    public static func split(_ bytes: [UInt8]) -> (attributes: TextAttributes, body: [UInt8]) {
        let ending = lineEnding(of: bytes)
        let reading = Reading(ending)
        let attributes = TextAttributes(
            lineEnding: ending, byteOrderMark: hasByteOrderMark(bytes),
            finalNewline: finalNewline(of: bytes, reading: reading) ?? true)
        return (attributes, body(of: bytes, reading: reading))
    }

    /// Writes a body of lines with these attributes, the inverse of ``split(_:)``.
    ///
    /// A body whose last line is empty always gets its final newline: without one that line would not exist.
    public func join(_ body: [UInt8]) -> [UInt8] {
        var lines = body[...]
        if !finalNewline, body.last == lineFeed, body.count > 1, body[body.count - 2] != lineFeed {
            lines.removeLast()
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.count + 3)
        if byteOrderMark { bytes += Self.mark }
        switch lineEnding {
        case .lf, .mixed, .none:
            bytes += lines
        case .cr:
            bytes += lines.lazy.map { $0 == lineFeed ? carriageReturn : $0 }
        case .crlf:
            for byte in lines {
                if byte == lineFeed { bytes.append(carriageReturn) }
                bytes.append(byte)
            }
        }
        return bytes
    }
}

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

extension TextAttributes {
    /// How a file's bytes are read as lines.
    enum Reading {
        /// Lines end at a line feed; carriage returns are content.
        case raw
        /// Lines end at a line feed, together with the carriage return before it.
        case lineFeeds
        /// Lines end at a carriage return.
        case carriageReturns

        init(_ ending: LineEnding) {
            switch ending {
            case .lf, .mixed, .none: self = .raw
            case .crlf: self = .lineFeeds
            case .cr: self = .carriageReturns
            }
        }
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: mark)
    }

    static func lineEnding(of bytes: [UInt8]) -> LineEnding {
        var feeds = 0
        var pairs = 0
        var returns = 0
        bytes.withUnsafeBufferPointer { buffer in
            var previous: UInt8 = 0
            for byte in buffer {
                if byte == lineFeed {
                    feeds += 1
                    if previous == carriageReturn { pairs += 1 }
                } else if byte == carriageReturn {
                    returns += 1
                }
                previous = byte
            }
        }
        if feeds == 0 { return returns == 0 ? .none : .cr }
        if pairs == 0 { return .lf }
        return pairs == feeds ? .crlf : .mixed
    }

    /// Tells whether the last line has an ending; nil where there is no line.
    static func finalNewline(of bytes: [UInt8], reading: Reading) -> Bool? {
        guard bytes.count > (hasByteOrderMark(bytes) ? mark.count : 0), let last = bytes.last else { return nil }
        return last == (reading == .carriageReturns ? carriageReturn : lineFeed)
    }

    /// Reads the lines of a file: no byte order mark, and a line feed at the end of every line, also the last.
    static func body(of bytes: [UInt8], reading: Reading) -> [UInt8] {
        let start = hasByteOrderMark(bytes) ? mark.count : 0
        if reading == .raw && start == 0 && bytes.last == lineFeed { return bytes }
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count + 1)
        switch reading {
        case .raw:
            body += bytes[start...]
        case .carriageReturns:
            body += bytes[start...].lazy.map { $0 == carriageReturn ? lineFeed : $0 }
        case .lineFeeds:
            var copied = start
            for index in start..<bytes.count
            where bytes[index] == lineFeed && index > copied && bytes[index - 1] == carriageReturn {
                body += bytes[copied..<index - 1]
                copied = index
            }
            body += bytes[copied...]
        }
        if let last = body.last, last != lineFeed { body.append(lineFeed) }
        return body
    }

    /// Reads the lines of a file whatever they end in, to compare content only.
    static func plainBody(of bytes: [UInt8]) -> [UInt8] {
        body(of: bytes, reading: lineEnding(of: bytes) == .cr ? .carriageReturns : .lineFeeds)
    }
}
