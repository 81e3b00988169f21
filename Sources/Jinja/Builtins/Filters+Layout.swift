extension Builtins {
    static func addLayoutFilters(_ filters: inout Filters) {
        filters["indent"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_indent()", ["width", "first", "blank"])
            return try indent(value, bound, invocation)
        }
        filters["truncate"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_truncate()", ["length", "killwords", "end", "leeway"])
            return try truncate(value, bound, invocation)
        }
        filters["wordwrap"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind(
                "do_wordwrap()", ["width", "break_long_words", "wrapstring", "break_on_hyphens"])
            guard let text = value.stringValue else { throw lacks(value, "splitlines") }
            var separator = invocation.environment.newlineSequence
            if let other = bound[2], !other.isNone {
                guard let text = other.stringValue else { throw lacks(other, "join") }
                separator = text
            }
            let (breaksLong, breaksHyphens) = (try bound[1].map(flag) ?? true, try bound[3].map(flag) ?? true)
            var paragraphs: [String] = []
            for line in StringMethods.lines(text) {
                // The width is looked at only where there is something to wrap.
                let wrapper = WordWrapper(
                    width: try number(bound[0], 79), breaksLongWords: breaksLong, breaksOnHyphens: breaksHyphens)
                paragraphs.append(try wrapper.wrap(line).joined(separator: separator))
            }
            let result = paragraphs.joined(separator: separator)
            try invocation.runtime.charge(result.utf8.count)
            return bound[2]?.isSafeText == true ? .safe(result) : .string(result)
        }
    }

    private static func indent(
        _ value: Value, _ bound: Arguments.Bound, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        var width = String(repeating: " ", count: 4)
        if let given = bound[0] {
            if let text = given.stringValue {
                width = text
            } else {
                let count = max(try number(given, 4), 0)
                try invocation.runtime.charge(count)
                width = String(repeating: " ", count: count)
            }
        }
        // Jinja adds a line end first, which fails for anything but text.
        guard let text = value.stringValue else {
            if case .list = value { throw lacks(value, "splitlines") }
            _ = try Operators.add(value, "\n", invocation.runtime)
            throw lacks(value, "splitlines")
        }
        let isSafe = value.isSafeText
        // Safe text stays safe: the indention is taken as it is then.
        let lines = StringMethods.lines(text + "\n")
        try invocation.runtime.charge(lines.count, times: width.utf8.count)
        let indentsBlank = try flag(bound[2])
        var out: [UInt8] = []
        for (index, line) in lines.enumerated() {
            if index > 0 {
                out.append(UInt8(ascii: "\n"))
                if indentsBlank || !line.isEmpty { Text.append(width, to: &out) }
            }
            Text.append(line, to: &out)
        }
        let body = try flag(bound[1]) ? width + Text.string(out) : Text.string(out)
        try invocation.runtime.charge(body.utf8.count)
        return isSafe ? .safe(body) : .string(body)
    }

    private static func truncate(
        _ value: Value, _ bound: Arguments.Bound, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let end = bound[2] ?? "..."
        let length = bound[0] ?? 255
        let leeway = bound[3].flatMap { $0.isNone ? nil : $0 } ?? 5
        let endLength = try end.length()
        if try Value.compare(length, .less, .int(endLength)) {
            throw TemplateError(.failedAssertion, "expected length >= \(endLength), got \(length.pythonString)")
        }
        if try Value.compare(leeway, .less, 0) {
            throw TemplateError(.failedAssertion, "expected leeway >= 0, got \(leeway.pythonString)")
        }
        let most = try Operators.add(length, leeway, invocation.runtime)
        if try Value.compare(.int(try value.length()), .lessOrEqual, most) { return value }
        let stop = try Operators.subtract(length, .int(endLength), invocation.runtime)
        var cut = try value.sliced(.none, stop, .none, invocation.runtime)
        if try !flag(bound[1]) {
            guard cut.stringValue != nil else { throw lacks(cut, "rsplit") }
            let parts = try method(cut, .rsplit, [" ", 1], invocation)
            cut = parts.arrayValue?.first ?? cut
        }
        return try Operators.add(cut, end, invocation.runtime)
    }
}

/// Python's `textwrap.wrap`, without expanding tabs or replacing white space.
struct WordWrapper {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    private typealias Chunk = ArraySlice<Unicode.Scalar>

    /// The lines of a paragraph.
    func wrap(_ text: String) throws(TemplateError) -> [String] {
        if width <= 0 { throw .value("invalid width \(width) (must be > 0)") }
        var chunks = Array(split(Text.scalars(text)).reversed())
        var lines: [String] = []
        while !chunks.isEmpty {
            var line: [Chunk] = []
            var length = 0
            if !lines.isEmpty, let chunk = chunks.last, isBlank(chunk) { chunks.removeLast() }
            while let chunk = chunks.last, length + chunk.count <= width {
                line.append(chunk)
                length += chunk.count
                chunks.removeLast()
            }
            if let chunk = chunks.last, chunk.count > width { breakUp(chunk, &chunks, &line, length) }
            if let last = line.last, isBlank(last) { line.removeLast() }
            if !line.isEmpty { lines.append(Text.string(line.joined())) }
        }
        return lines
    }

    private func isBlank(_ chunk: Chunk) -> Bool { chunk.allSatisfy(Text.isSpace) }

    private func breakUp(_ chunk: Chunk, _ chunks: inout [Chunk], _ line: inout [Chunk], _ length: Int) {
        if breaksLongWords {
            let space = width - length
            var end = space
            if breaksOnHyphens, chunk.count > space {
                let head = chunk.prefix(max(space, 0))
                if let hyphen = head.lastIndex(of: "-"), hyphen > chunk.startIndex,
                    chunk[..<hyphen].contains(where: { $0 != "-" })
                {
                    end = hyphen - chunk.startIndex + 1
                }
            }
            line.append(chunk.prefix(end))
            chunks[chunks.count - 1] = chunk.dropFirst(end)
        } else if line.isEmpty {
            line.append(chunk)
            chunks.removeLast()
        }
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (scalar.value >= 0x09 && scalar.value <= 0x0D)
    }

    /// Words and the white space between them; words end at hyphens and dashes too, where these may break.
    private func split(_ text: [Unicode.Scalar]) -> [Chunk] {
        var chunks: [Chunk] = []
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, isSpace(text[end]) { end += 1 }
            if end == start {
                if breaksOnHyphens {
                    end = dashEnd(text, start) ?? wordEnd(text, start)
                } else {
                    while end < text.count, !isSpace(text[end]) { end += 1 }
                }
            }
            chunks.append(text[start..<end])
            start = end
        }
        return chunks
    }

    private func isLetter(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        index >= 0 && index < text.count && Text.isWord(text[index]) && !Text.isDecimal(text[index])
    }

    private func isWordOrPunctuation(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        index >= 0 && index < text.count
            && (Text.isWord(text[index]) || "!\"'&.,?".unicodeScalars.contains(text[index]))
    }

    /// The end of a dash of two or more hyphens between words that starts here.
    private func dashEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        guard isWordOrPunctuation(text, start - 1) else { return nil }
        var end = start
        while end < text.count, text[end] == "-" { end += 1 }
        return end - start >= 2 && end < text.count && Text.isWord(text[end]) ? end : nil
    }

    /// The end of the word that starts here: a hyphen inside it, a dash, or white space.
    private func wordEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int {
        var end = start + 1
        while true {
            if end < text.count, text[end] == "-" {
                let afterTwo = isLetter(text, end - 2) && isLetter(text, end - 1)
                let afterHyphen =
                    isLetter(text, end - 3) && end >= 2 && text[end - 2] == "-" && isWordOrPunctuation(text, end - 1)
                let next = end + 2 < text.count && text[end + 2] == "-" ? end + 3 : end + 2
                if afterTwo || afterHyphen, isLetter(text, end + 1), isLetter(text, end + 2) || isLetter(text, next) {
                    return end + 1
                }
            }
            if end == text.count || isSpace(text[end]) { return end }
            if dashEnd(text, end) != nil { return end }
            end += 1
        }
    }
}
