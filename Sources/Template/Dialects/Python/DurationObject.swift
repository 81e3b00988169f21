import Jinja

/// A Python `datetime.timedelta`: what lies between two dates.
final class DurationObject: Object {
    /// Whole days, rounded down.
    let days: Int
    /// The rest in seconds, from 0 to a day.
    let seconds: Int
    /// The rest of that, from 0 to a second.
    let microseconds: Int

    /// - Parameter microseconds: Any number of them, to be added to the seconds.
    init(seconds: Int, microseconds: Int) {
        let whole = seconds + Int((Double(microseconds) / 1e6).rounded(.down))
        self.microseconds = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        self.seconds = (whole % 86_400 + 86_400) % 86_400
        days = (whole - self.seconds) / 86_400
    }

    override var typeName: String { "timedelta" }
    override var qualifiedTypeName: String { "datetime.timedelta" }
    override var isTrue: Bool { parts != [0, 0, 0] }

    override var string: String {
        let time = "\(seconds / 3_600):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        let fraction = microseconds == 0 ? "" : ".\(padded(microseconds, 6))"
        return (days == 0 ? "" : "\(days) day\(abs(days) == 1 ? "" : "s"), ") + time + fraction
    }

    override var repr: String {
        let named = zip(["days", "seconds", "microseconds"], parts).filter { $1 != 0 }.map { "\($0)=\($1)" }
        return "datetime.timedelta(\(named.isEmpty ? "0" : named.joined(separator: ", ")))"
    }

    private var parts: [Int] { [days, seconds, microseconds] }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "days": return .int(days)
        case "seconds": return .int(seconds)
        case "microseconds": return .int(microseconds)
        case "total_seconds":
            return .function(name) { [self] (arguments, _) throws(TemplateError) in
                _ = try arguments.bind("timedelta.total_seconds()", [])
                return .double(Double((days * 86_400 + seconds) * 1_000_000 + microseconds) / 1e6)
            }
        case "min", "max", "resolution":
            throw TemplateError(.attribute, "'\(name)' of a \(qualifiedTypeName) is not known natively")
        default: return nil
        }
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let duration = object as? DurationObject else { return false }
        return duration.parts == parts
    }

    override func precedes(_ other: Value) throws(TemplateError) -> Bool? {
        guard case .object(let object) = other, let duration = object as? DurationObject else { return nil }
        return parts.lexicographicallyPrecedes(duration.parts)
    }
}
