import Jinja

extension PythonTime {
    private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `strftime` in the C locale of glibc, with the flags `-`, `_`, `0`, `^` and `#` and widths.
    ///
    /// - Parameter isTuple: true for `time.strftime`, which leaves `%f` as it is and knows a zone always.
    /// - Throws: a `ValueError` for years that glibc and Python write differently.
    func formatted(_ format: String, isTuple: Bool = false) throws(TemplateError) -> String {
        var out = ""
        let scalars = Array(format.unicodeScalars)
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "%" else {
                out.unicodeScalars.append(scalars[index])
                index += 1
                continue
            }
            let start = index
            index += 1
            var flag: Unicode.Scalar?
            while index < scalars.count, "-_0^#".unicodeScalars.contains(scalars[index]) {
                flag = scalars[index]
                index += 1
            }
            var width = 0
            while index < scalars.count, ("0"..."9").contains(scalars[index]), width < 1_000 {
                width = width * 10 + Int(scalars[index].value - 0x30)
                index += 1
            }
            // The modifiers E and O change nothing in the C locale.
            if index + 1 < scalars.count, scalars[index] == "E" || scalars[index] == "O" { index += 1 }
            guard index < scalars.count, let field = try field(scalars[index], isTuple: isTuple) else {
                let end = min(index + 1, scalars.count)
                out.unicodeScalars.append(contentsOf: scalars[start..<end])
                index = end
                continue
            }
            out += field.written(flag, width, isSwapped: scalars[index] == "Z" || scalars[index] == "p")
            index += 1
        }
        return out
    }

    /// One directive's value before flags and width.
    private struct Field {
        var text: String
        /// What fills it up to its width; nil where nothing does.
        var fill: String?
        var width = 0

        func written(_ flag: Unicode.Scalar?, _ width: Int, isSwapped: Bool) -> String {
            var text = text
            var fill = fill
            switch flag {
            case "-": fill = nil
            case "_": fill = " "
            case "0": fill = "0"
            case "^": text = text.uppercased()
            case "#": text = isSwapped ? text.lowercased() : text.uppercased()
            default: break
            }
            let wanted = width > 0 ? width : fill == nil ? 0 : self.width
            let missing = max(0, wanted - text.utf8.count)
            return String(repeating: fill ?? (width > 0 && flag != "-" ? " " : ""), count: missing) + text
        }
    }

    private func number(_ value: Int, _ width: Int, _ fill: String = "0") -> Field {
        Field(text: String(value), fill: fill, width: width)
    }

    private func field(_ letter: Unicode.Scalar, isTuple: Bool) throws(TemplateError) -> Field? {
        if let text = try composite(letter, isTuple: isTuple) { return Field(text: text) }
        let sunday = (weekday + 1) % 7
        let half = hour % 12 == 0 ? 12 : hour % 12
        switch letter {
        case "a": return Field(text: String(PythonTime.days[weekday].prefix(3)))
        case "A": return Field(text: PythonTime.days[weekday])
        case "b", "h": return Field(text: String(PythonTime.months[month - 1].prefix(3)))
        case "B": return Field(text: PythonTime.months[month - 1])
        case "C": return number(year / 100, 2)
        case "d": return number(day, 2)
        case "e": return number(day, 2, " ")
        case "f": return isTuple ? nil : Field(text: padded(microsecond, 6))
        case "g": return number(isoWeek.year % 100, 2)
        case "G": return Field(text: String(isoWeek.year), fill: "0", width: 0)
        case "H": return number(hour, 2)
        case "I": return number(half, 2)
        case "j": return number(dayOfYear, 3)
        case "k": return number(hour, 2, " ")
        case "l": return number(half, 2, " ")
        case "m": return number(month, 2)
        case "M": return number(minute, 2)
        case "p": return Field(text: hour < 12 ? "AM" : "PM")
        case "P": return Field(text: hour < 12 ? "am" : "pm")
        case "s": return number(wallSeconds, 1)
        case "S": return number(second, 2)
        case "u": return number(weekday + 1, 1)
        case "U": return number((dayOfYear + 6 - sunday) / 7, 2)
        case "V": return number(isoWeek.week, 2)
        case "w": return number(sunday, 1)
        case "W": return number((dayOfYear + 6 - weekday) / 7, 2)
        case "y": return number(year % 100, 2)
        case "Y": return Field(text: String(year), fill: "0", width: 0)
        case "z":
            guard isTuple || offset != nil else { return Field(text: "") }
            return Field(text: PythonTime.text(offset: offset ?? 0, colon: ""))
        case "Z":
            if isTuple { return Field(text: "UTC") }
            guard offset != nil else { return Field(text: "") }
            guard let zone else { throw TemplateError(.value, "%Z of this time zone is not known natively") }
            return Field(text: zone)
        case "n": return Field(text: "\n")
        case "t": return Field(text: "\t")
        case "%": return Field(text: "%")
        default: return nil
        }
    }

    /// Directives that stand for several others.
    private func composite(_ letter: Unicode.Scalar, isTuple: Bool) throws(TemplateError) -> String? {
        let format: String
        switch letter {
        case "c": format = "%a %b %e %H:%M:%S %Y"
        case "D", "x": format = "%m/%d/%y"
        case "F": format = "%Y-%m-%d"
        case "r": format = "%I:%M:%S %p"
        case "R": format = "%H:%M"
        case "T", "X": format = "%H:%M:%S"
        default: return nil
        }
        return try formatted(format, isTuple: isTuple)
    }
}
