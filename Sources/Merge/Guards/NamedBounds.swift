/// Numbers and spans of time of which one must not be above the other, told by their names: a least value and the most.
enum NamedBounds {
    /// The values of a mapping that are above what they must be within.
    static func crossed(in pairs: [Key: Value]) -> [String] {
        if pairs.count < 2 { return [] }
        var found: [String] = []
        for (key, most) in pairs {
            if key.name.holds("ax") || key.name.holds("AX") {
                for name in counterparts(of: key.name) where isAbove(pairs[Key(name, kind: key.kind)], most) {
                    found.append("\(name) above the maximum")
                }
            }
            for name in bounds[key.name] ?? [] where isAbove(pairs[Key(name, kind: key.kind)], most) {
                found.append("\(name) above \(key.name)")
            }
        }
        return found
    }

    /// What has a bound of another name, such as a request of Prometheus in its interval, by that name.
    ///
    /// Where less is worse, such as space that is left, they are the other way round on all sides.
    private static let bounds = [
        "scrape_interval": ["scrape_timeout"], "interval": ["scrapeTimeout"], "duration": ["renewBefore"],
        "max": ["min-spare"], "server.tomcat.threads.max": ["server.tomcat.threads.min-spare"],
        "default.replication.factor": ["min.insync.replicas"], "replication.factor": ["min.insync.replicas"],
        "critical": ["warning", "warn"], "crit": ["warn"], "high": ["low"], "upper": ["lower"], "hard": ["soft"],
        "end": ["start"], "to": ["from"], "limit_mib": ["spike_limit_mib"],
    ]

    /// What is within a most value, by its name: `min-size` and `size` for `max-size`.
    private static func counterparts(of name: String) -> [String] {
        let others = [
            ("maximum-pool-size", "minimum-idle"), ("maximumPoolSize", "minimumIdle"), ("maximum", "minimum"),
            ("Maximum", "Minimum"), ("max", "min"), ("Max", "Min"), ("MAX", "MIN"), ("max", "initial"),
            ("Max", "Initial"),
            ("MAX", "INITIAL"), ("max-", ""), ("max_", ""), ("MAX_", ""),
        ]
        let found = others.compactMap { word, other in
            name.firstRange(of: word).map { name.replacingCharacters(in: $0, with: other) }
        }
        // `backoff` beside `maxBackoff`.
        guard name.hasPrefix("max"), let first = name.dropFirst(3).first, first.isUppercase else { return found }
        return found + [first.lowercased() + name.dropFirst(4)]
    }

    static func isAbove(_ least: Value?, _ most: Value) -> Bool {
        guard let least = least?.text, let most = most.text else { return false }
        if let one = Double(least), let other = Double(most) { return one > other }
        guard let one = seconds(least), let other = seconds(most) else { return false }
        return one > other
    }

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

extension String {
    /// The text with another one in place of a part of it.
    fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
