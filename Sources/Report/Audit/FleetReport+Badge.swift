extension FleetReport {
    /// The report as JSON for shields.io's endpoint badge.
    public func badge() -> JSONValue {
        let (message, colour) = badgeText
        return .object([
            ("schemaVersion", .int(1)), ("label", .string("scaffold")), ("message", .string(message)),
            ("color", .string(colour.rawValue)),
        ])
    }

    /// The report as a badge, an SVG of its own.
    public func badgeSVG() -> String {
        let (message, colour) = badgeText
        let label = "scaffold"
        let (left, right) = (Self.width(label) + 10, Self.width(message) + 10)
        let text = xmlText(message)
        func words(_ text: String, at x: Int, _ width: Int) -> String {
            "<text x=\"\(x)\" y=\"14\" textLength=\"\(width)\" lengthAdjust=\"spacingAndGlyphs\">\(text)</text>"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" \
            aria-label="\(label): \(text)"><title>\(label): \(text)</title>\
            <clipPath id="r"><rect width="\(left + right)" height="20" rx="3"/></clipPath>\
            <g clip-path="url(#r)"><rect width="\(left)" height="20" fill="#444"/>\
            <rect x="\(left)" width="\(right)" height="20" fill="\(colour.dark)"/></g>\
            <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">\
            \(words(label, at: 5, left - 10))\(words(text, at: left + 5, right - 10))</g></svg>

            """
    }

    private enum BadgeColour: String {
        case green, yellow, orange, red, lightgrey

        /// One that white text can be read on.
        var dark: String {
            switch self {
            case .green: "#2a7a1f"
            case .yellow: "#806600"
            case .orange: "#a34700"
            case .red: "#b3261e"
            case .lightgrey: "#5f5f5f"
            }
        }
    }

    private var badgeText: (String, BadgeColour) {
        let services = repositories.flatMap { $0.services }
        guard let worst = worstFirst.first?.service else {
            return repositories.contains { $0.failure.map { !$0.isIntended } ?? false }
                ? ("not audited", .lightgrey) : ("no services", .lightgrey)
        }
        let colour: BadgeColour =
            switch worst.state {
            case .broken: .red
            case .conflicted: .orange
            case .behind, .edited: .yellow
            case .inSync: .green
            }
        if services.count > 1 {
            return ("\(services.count { $0.state == .inSync }) of \(services.count) in sync", colour)
        }
        let release = singleLine(worst.release ?? "?")
        return switch worst.state {
        case .inSync: ("\(release), in sync", colour)
        case .behind:
            (worst.lag.isEmpty || worst.lag == "?" ? "\(release), behind" : "\(release), \(worst.lag) behind", colour)
        default: ("\(release), \(worst.state.rawValue)", colour)
        }
    }

    /// About how wide a text is; the image fits the text into it.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar {
            case "i", "l", "j", ".", ",", " ", "f", "t", "1": sum + 5
            case "m", "w", "M", "W": sum + 10
            default: sum + 7
            }
        }
    }
}
