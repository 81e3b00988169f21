/// What a container asks for and what it may have at most, wherever a file says so: in a manifest, the values of a chart or a
/// Compose file.
enum ResourceBounds {
    /// The resources of a mapping of which more is asked for than is allowed.
    static func crossed(in pairs: [Key: Value]) -> [String] {
        var found: [String] = []
        if let limits = pairs[Key("limits")] {
            for (name, unit) in [("requests", Unit.kubernetes), ("reservations", .compose)] {
                for (resource, least) in pairs[Key(name)]?.pairs ?? [:]
                where isAbove(least, limits[resource.name], unit) {
                    found.append("\(name) above limits of \(resource.name)")
                }
            }
        }
        if let least = pairs[Key("mem_reservation")], isAbove(least, pairs[Key("mem_limit")], .compose) {
            found.append("mem_reservation above mem_limit")
        }
        return found
    }

    private static func isAbove(_ least: Value, _ most: Value?, _ unit: Unit) -> Bool {
        guard let least = unit.amount(least), let most = most.flatMap(unit.amount) else { return false }
        return least > most
    }

    /// How amounts are written.
    private enum Unit {
        /// A quantity of the API, such as `500m` or `1.5Gi`.
        case kubernetes
        /// A number, or bytes such as `512m` and `1gb`, of which a thousand are 1024.
        case compose

        /// The amount; nil where it is written otherwise.
        func amount(_ value: Value) -> Double? {
            guard let text = value.text else { return nil }
            let digits = text.prefix { "0123456789.".contains($0) }
            let suffix = text.dropFirst(digits.count)
            guard let number = Double(digits) else { return nil }
            if suffix.isEmpty { return number }
            let scale =
                switch self {
                case .kubernetes: Self.quantities[String(suffix)]
                case .compose: Self.bytes[suffix.lowercased()]
                }
            return scale.map { number * $0 }
        }

        private static let quantities: [String: Double] = [
            "m": 0.001, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824,
            "Ti": 1_099_511_627_776,
        ]

        private static let bytes: [String: Double] = [
            "b": 1, "k": 1024, "kb": 1024, "m": 1_048_576, "mb": 1_048_576, "g": 1_073_741_824, "gb": 1_073_741_824,
        ]
    }
}
