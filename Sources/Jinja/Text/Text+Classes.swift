extension Text {
    /// Whether `repr` prints the scalar as it is.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    /// A scalar as `\x41`, `\u0041` or `\U00000041`, whichever is the shortest that holds it.
    static func backslashEscape(_ scalar: Unicode.Scalar) -> String {
        let value = scalar.value
        let hex = String(value, radix: 16)
        let width = value < 0x100 ? 2 : value < 0x1_0000 ? 4 : 8
        let letter = value < 0x100 ? "x" : value < 0x1_0000 ? "u" : "U"
        return "\\\(letter)\(String(repeating: "0", count: width - hex.utf8.count))\(hex)"
    }

    static func isAlpha(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    static func isDecimal(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.numericType {
        case .decimal, .digit: true
        default: false
        }
    }

    static func isNumeric(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }

    static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool { isAlpha(scalar) || isNumeric(scalar) }

    /// What `\w` of Python's regular expressions matches.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || isAlphanumeric(scalar) }

    static func isUpper(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }
    static func isLower(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isLowercase }
    static func isTitle(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .titlecaseLetter }

    /// Whether a text is a Python identifier.
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        guard first == "_" || first.properties.isXIDStart else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy { $0.properties.isXIDContinue }
    }

    /// Whether all cased scalars are of one case and there is one: `str.isupper` and `str.islower`.
    static func isCased(_ text: String, upper: Bool) -> Bool {
        var found = false
        for scalar in text.unicodeScalars {
            if isTitle(scalar) || (upper ? isLower(scalar) : isUpper(scalar)) { return false }
            if upper ? isUpper(scalar) : isLower(scalar) { found = true }
        }
        return found
    }

    /// `str.istitle`: upper case only after uncased scalars, lower case only after cased ones.
    static func isTitleCased(_ text: String) -> Bool {
        var found = false
        var afterCased = false
        for scalar in text.unicodeScalars {
            if isUpper(scalar) || isTitle(scalar) {
                if afterCased { return false }
                afterCased = true
                found = true
            } else if isLower(scalar) {
                if !afterCased { return false }
                found = true
            } else {
                afterCased = false
            }
        }
        return found
    }
}
