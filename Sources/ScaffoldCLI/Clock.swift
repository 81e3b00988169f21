import Template

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The machine's clock, in UTC; SOURCE_DATE_EPOCH stops it, as reproducible builds want.
enum Clock {
    /// Seconds since 1970.
    static var seconds: Int {
        Sources.environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) } ?? time(nil)
    }

    /// The day, as `2026-11-28`.
    static var today: String { CivilDate.text(secondsSince1970: Int64(seconds)) }

    /// The moment, as `2026-11-28T09:00:00Z`.
    static var moment: String {
        let rest = ((seconds % 86_400) + 86_400) % 86_400
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(today)T\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))Z"
    }
}
