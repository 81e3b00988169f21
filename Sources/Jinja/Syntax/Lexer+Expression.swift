extension Lexer {
    /// What closes a tag.
    enum Ending {
        case variableEnd, blockEnd, lineEnd
    }

    /// Reads the tokens inside a tag up to what closes it, or to the end of the text.
    mutating func expression(ending: Ending?) throws(TemplateError) {
        var open: [UInt8] = []
        while true {
            if open.isEmpty, let ending, let kind = close(ending) {
                tokens.append(kind)
                return
            }
            guard position < bytes.count else { return }
            let space = skipSpace(position)
            if space > position {
                position = space
                continue
            }
            if try number() { continue }
            if try name() { continue }
            if try string() { continue }
            try readOperator(&open)
        }
    }

    /// The closing token where the tag closes here.
    private mutating func close(_ ending: Ending) -> Token? {
        let start = position
        if ending == .lineEnd {
            let space = skipSpace(position)
            if space == bytes.count {
                position = space
            } else {
                guard let last = bytes[position..<space].lastIndex(of: UInt8(ascii: "\n")) else { return nil }
                position = last + 1
            }
            _ = closing(position, sign: UInt8(ascii: "+"), trims: false)
            return Token(kind: .blockEnd, offset: start)
        }
        let text = Array((ending == .blockEnd ? delimiters.blockEnd : delimiters.variableEnd).utf8)
        let sign = position < bytes.count ? bytes[position] : 0
        let isSign = sign == UInt8(ascii: "-") || (sign == UInt8(ascii: "+") && ending == .blockEnd)
        if isSign, matches(text, at: position + 1) {
            position = closing(position + 1 + text.count, sign: sign, trims: ending == .blockEnd)
        } else if matches(text, at: position) {
            position = closing(position + text.count, sign: 0, trims: ending == .blockEnd)
        } else {
            return nil
        }
        return Token(kind: ending == .blockEnd ? .blockEnd : .variableEnd, offset: start)
    }

    private mutating func name() throws(TemplateError) -> Bool {
        var end = position
        while end < bytes.count {
            let byte = bytes[end]
            if byte < 0x80 {
                guard Lexer.isWord(byte) else { break }
                end += 1
                continue
            }
            let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            guard end + width <= bytes.count,
                let scalar = Text.string(bytes[end..<(end + width)]).unicodeScalars.first,
                Text.isWord(scalar) || scalar.properties.isXIDContinue
            else { break }
            end += width
        }
        guard end > position else { return false }
        let text = Text.string(bytes[position..<end])
        if !Text.isIdentifier(text) { throw failure("Invalid character in identifier", at: position) }
        tokens.append(Token(kind: .name, offset: position, text: text))
        position = end
        return true
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || BigInt.digit(byte) != nil
    }

    private func isDigit(_ place: Int) -> Bool {
        place < bytes.count && bytes[place] >= UInt8(ascii: "0") && bytes[place] <= UInt8(ascii: "9")
    }

    /// The end of digits with single underscores between them, from a first digit on.
    private func digitsEnd(_ start: Int) -> Int? {
        guard isDigit(start) else { return nil }
        var end = start + 1
        while isDigit(end) || (end < bytes.count && bytes[end] == UInt8(ascii: "_") && isDigit(end + 1)) { end += 1 }
        return end
    }

    /// Reads a float or an integer.
    private mutating func number() throws(TemplateError) -> Bool {
        guard isDigit(position) else { return false }
        if position == 0 || bytes[position - 1] != UInt8(ascii: "."), let end = floatEnd() {
            let text = plain(position..<end)
            tokens.append(Token(kind: .float, offset: position, value: .double(Double(text) ?? .infinity)))
            position = end
            return true
        }
        let letter = position + 1 < bytes.count ? bytes[position + 1] | 0x20 : 0
        let radixes: [UInt8: UInt32] = [UInt8(ascii: "b"): 2, UInt8(ascii: "o"): 8, UInt8(ascii: "x"): 16]
        var radix: UInt32 = 10
        var digitsStart = position
        var end = position
        if bytes[position] == UInt8(ascii: "0"), let found = radixes[letter],
            let last = radixEnd(position + 2, found)
        {
            radix = found
            digitsStart = position + 2
            end = last
        } else if bytes[position] == UInt8(ascii: "0") {
            // A leading zero may be followed by zeros only; other digits begin a new token.
            end = position + 1
            while end < bytes.count {
                let step = bytes[end] == UInt8(ascii: "_") ? 1 : 0
                guard end + step < bytes.count, bytes[end + step] == UInt8(ascii: "0") else { break }
                end += step + 1
            }
        } else {
            end = digitsEnd(position) ?? position + 1
        }
        let text = plain(digitsStart..<end)
        guard text.utf8.count <= 4300 || radix != 10 else {
            throw TemplateError(
                .value, "Exceeds the limit (4300 digits) for integer string conversion", at: source.location(position))
        }
        let number = BigInt(digits: text.utf8, radix: radix, isNegative: false) ?? BigInt(0)
        tokens.append(Token(kind: .integer, offset: position, value: .integer(number)))
        position = end
        return true
    }

    /// The end of `(_?digit)+` in a radix.
    private func radixEnd(_ start: Int, _ radix: UInt32) -> Int? {
        var end = start
        while end < bytes.count {
            let step = bytes[end] == UInt8(ascii: "_") ? 1 : 0
            guard end + step < bytes.count, let digit = BigInt.digit(bytes[end + step]), digit < radix else { break }
            end += step + 1
        }
        return end > start ? end : nil
    }

    private func floatEnd() -> Int? {
        // Digits with underscores: here `1__0` isn't one number, `1_0` is.
        guard let whole = digitsEnd(position) else { return nil }
        var end = whole
        if end < bytes.count, bytes[end] == UInt8(ascii: "."), let fraction = digitsEnd(end + 1) { end = fraction }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") {
                exponent += 1
            }
            if let last = digitsEnd(exponent) { return last }
        }
        return end > whole ? end : nil
    }

    private func plain(_ range: Range<Int>) -> String {
        Text.string(bytes[range].filter { $0 != UInt8(ascii: "_") })
    }

    private mutating func string() throws(TemplateError) -> Bool {
        let quote = bytes[position]
        guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return false }
        var end = position + 1
        while end < bytes.count, bytes[end] != quote {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count else { return false }
        do {
            let text = try StringEscapes.decode(bytes[(position + 1)..<end], newline: newline)
            tokens.append(Token(kind: .string, offset: position, text: text))
        } catch {
            throw failure(error.message, at: position)
        }
        position = end + 1
        return true
    }

    private mutating func readOperator(_ open: inout [UInt8]) throws(TemplateError) {
        let candidates = Token.Kind.operatorsByByte[bytes[position]] ?? []
        guard let (text, kind) = candidates.first(where: { matches($0.text, at: position) }) else {
            let rest = Text.string(bytes[position...])
            let character = rest.unicodeScalars.first.map { Value.quoted(String($0)) } ?? ""
            let place = Text.count(Text.string(bytes[..<position]))
            throw failure("unexpected char \(character) at \(place)", at: position)
        }
        switch kind {
        case .lbrace: open.append(UInt8(ascii: "}"))
        case .lparen: open.append(UInt8(ascii: ")"))
        case .lbracket: open.append(UInt8(ascii: "]"))
        case .rbrace, .rparen, .rbracket:
            let found = Text.string(text)
            guard let expected = open.popLast() else { throw failure("unexpected '\(found)'", at: position) }
            if bytes[position] != expected {
                throw failure("unexpected '\(found)', expected '\(Unicode.Scalar(expected))'", at: position)
            }
        default: break
        }
        tokens.append(Token(kind: kind, offset: position))
        position += text.count
    }
}
