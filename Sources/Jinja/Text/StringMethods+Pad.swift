extension StringMethods {
    func pad(_ method: StringMethod, _ arguments: Arguments) throws(TemplateError) -> Value {
        switch method {
        case .expandtabs:
            let bound = try arguments.bind("expandtabs()", ["tabsize"])
            return wrap(try expandTabs(try bound[0].map(Methods.integer) ?? 8))
        case .zfill:
            let bound = try arguments.positionalOnly("str.zfill()", 1...1)
            return wrap(try zeroFilled(try Methods.integer(bound.required(0))))
        default: break
        }
        let bound = try arguments.positionalOnly("\(method.rawValue)()", 1...2)
        let width = try Methods.integer(bound.required(0))
        var fill = " "
        if let value = bound[1] {
            fill = isSafe ? try invocation.escaped(value) : value.stringValue ?? ""
            if !isSafe, value.stringValue == nil {
                throw .type("The fill character must be a unicode character, not \(value.typeName)")
            }
            guard Text.count(fill) == 1 else {
                throw .type("The fill character must be exactly one character long")
            }
        }
        let padding = max(width - Text.count(text), 0)
        try invocation.runtime.charge(text.utf8.count)
        try invocation.runtime.charge(padding, times: fill.utf8.count)
        let left: Int
        switch method {
        case .ljust: left = 0
        case .rjust: left = padding
        default: left = padding / 2 + (padding & width & 1)
        }
        if padding == 0 { return wrap(text) }
        return wrap(String(repeating: fill, count: left) + text + String(repeating: fill, count: padding - left))
    }

    private func zeroFilled(_ width: Int) throws(TemplateError) -> String {
        let padding = max(width - Text.count(text), 0)
        try invocation.runtime.charge(padding)
        let zeros = String(repeating: "0", count: padding)
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else {
            return zeros + text
        }
        return String(text.unicodeScalars.prefix(1)) + zeros + String(text.unicodeScalars.dropFirst())
    }

    private func expandTabs(_ size: Int) throws(TemplateError) -> String {
        var result = String.UnicodeScalarView()
        var column = 0
        var width = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t":
                guard size > 0 else { continue }
                let count = size - column % size
                width += count
                try invocation.runtime.charge(width)
                result.append(contentsOf: repeatElement(" " as Unicode.Scalar, count: count))
                column += count
            case "\n", "\r":
                column = 0
                result.append(scalar)
            default:
                column += 1
                result.append(scalar)
            }
        }
        return String(result)
    }
}
