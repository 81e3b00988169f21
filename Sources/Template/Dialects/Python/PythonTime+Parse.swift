import Jinja

extension PythonTime {
    /// `datetime.strptime` in the C locale.
    ///
    /// - Throws: a `ValueError` where the text doesn't have the format, or the format has what isn't known here.
    init(parsing text: String, _ format: String) throws(TemplateError) {
        let (pattern, letters) = try PythonTime.pattern(of: format)
        guard let match = try PythonRegex(pattern, [.ignoreCase]).match(text) else {
            throw TemplateError(
                .value,
                "time data \(PythonText.quoted(text)) does not match format \(PythonText.quoted(format))")
        }
        guard match.range.upperBound == PythonText.count(text) else {
            throw TemplateError(.value, "unconverted data remains in \(PythonText.quoted(text))")
        }
        var fields = Fields()
        for (index, letter) in letters.enumerated() { fields.take(letter, match.group(index + 1) ?? "") }
        self = try fields.time(text)
    }

    private static let names: [Unicode.Scalar: [String]] = [
        "a": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "A": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        "b": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        "B": [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ],
        "p": ["am", "pm"],
    ]

    private static let numbers: [Unicode.Scalar: String] = [
        "d": "3[01]|[12][0-9]|0[1-9]|[1-9]| [1-9]", "f": "[0-9]{1,6}", "H": "2[0-3]|[01][0-9]|[0-9]",
        "I": "1[0-2]|0[1-9]|[1-9]",
        "j": "36[0-6]|3[0-5][0-9]|[12][0-9][0-9]|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9]",
        "m": "1[0-2]|0[1-9]|[1-9]", "M": "[0-5][0-9]|[0-9]", "S": "6[01]|[0-5][0-9]|[0-9]", "y": "[0-9][0-9]",
        "Y": "[0-9]{4}", "z": "[+-][0-9]{2}:?[0-5][0-9](?::?[0-5][0-9](?:\\.[0-9]{1,6})?)?|Z",
    ]

    /// The pattern of a format, and the directive of each of its groups.
    private static func pattern(of format: String) throws(TemplateError) -> (String, [Unicode.Scalar]) {
        var pattern = ""
        var letters: [Unicode.Scalar] = []
        var scalars = format.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if PythonText.isSpace(scalar) {
                while let next = scalars.first, PythonText.isSpace(next) { scalars.removeFirst() }
                pattern += "\\s+"
            } else if scalar != "%" {
                pattern += PythonRegex.escape(String(scalar))
            } else if let letter = scalars.popFirst() {
                if letter == "%" {
                    pattern += "%"
                    continue
                }
                let words = names[letter]?.sorted { $0.utf8.count > $1.utf8.count }.joined(separator: "|")
                guard let part = numbers[letter] ?? words else {
                    throw TemplateError(.value, "%\(letter) in a format of time is not known natively")
                }
                if letters.contains(letter) {
                    throw TemplateError(.value, "%\(letter) stands in a format of time twice")
                }
                letters.append(letter)
                pattern += "(\(part))"
            } else {
                throw TemplateError(.value, "stray % in format '\(format)'")
            }
        }
        return (pattern, letters)
    }

    /// What the directives say; Python's defaults are the first day of 1900.
    private struct Fields {
        var year = 1900
        var month = 1
        var day = 1
        var dayOfYear: Int?
        var hour = 0
        var isAfternoon: Bool?
        var minute = 0
        var second = 0
        var microsecond = 0
        var offset: Int?

        mutating func take(_ letter: Unicode.Scalar, _ text: String) {
            let number = Int(text.filter { $0 != " " }) ?? 0
            let place = PythonTime.names[letter]?.firstIndex(of: PythonText.lowercased(text)) ?? 0
            switch letter {
            case "Y": year = number
            case "y": year = number + (number < 69 ? 2000 : 1900)
            case "m": month = number
            case "b", "B": month = place + 1
            case "d": day = number
            case "j": dayOfYear = number
            case "H", "I": hour = number
            case "p": isAfternoon = place == 1
            case "M": minute = number
            case "S": second = number
            case "f":
                let digits = text + String(repeating: "0", count: 6 - text.utf8.count)
                microsecond = Int(digits) ?? 0
            case "z": offset = Fields.offset(text)
            default: break
            }
        }

        private static func offset(_ text: String) -> Int {
            let digits = text.utf8.filter(\.isASCIIDigit).map { Int($0) - 0x30 }
            guard digits.count >= 4 else { return 0 }
            let seconds = digits.count >= 6 ? digits[4] * 10 + digits[5] : 0
            let size = (digits[0] * 10 + digits[1]) * 3_600 + (digits[2] * 10 + digits[3]) * 60 + seconds
            return text.hasPrefix("-") ? -size : size
        }

        func time(_ text: String) throws(TemplateError) -> PythonTime {
            var (month, day, hour) = (month, day, hour)
            if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
            if let dayOfYear {
                let date = PythonTime.date(PythonTime.days(year, 1, 1) + dayOfYear - 1)
                (month, day) = (date.month, date.day)
            }
            guard abs(offset ?? 0) < 86_400,
                let time = PythonTime(
                    year, month, day, hour: hour, minute: minute, second: second, microsecond: microsecond,
                    offset: offset,
                    zone: offset.map { "UTC" + ($0 == 0 ? "" : PythonTime.text(offset: $0, colon: ":")) })
            else { throw TemplateError(.value, "\(PythonText.quoted(text)) is no time of the calendar") }
            return time
        }
    }
}
