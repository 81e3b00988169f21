/// Spans of time of which one must be shorter than the other.
enum TimeBounds {
    /// The spans of a mapping that are longer than what they must fit into.
    static func crossed(in pairs: [Key: Value]) -> [String] {
        bounds.compactMap { short, long in
            guard let least = pairs[Key(short)]?.text.flatMap(seconds),
                let most = pairs[Key(long)]?.text.flatMap(seconds),
                least > most
            else { return nil }
            return "\(short) above \(long)"
        }
    }

    /// A request of Prometheus in its interval, and the renewal of a certificate in its life.
    private static let bounds = [
        ("scrape_timeout", "scrape_interval"), ("scrapeTimeout", "interval"), ("renewBefore", "duration"),
    ]

    /// `1h30m`, `15s` or `500ms`; nil for what is written otherwise.
    private static func seconds(_ text: String) -> Double? {
        var rest = text[...]
        var sum = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { "0123456789.".contains($0) }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let scale = units[String(unit)] else { return nil }
            sum += number * scale
        }
        return text.isEmpty ? nil : sum
    }

    private static let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
}
