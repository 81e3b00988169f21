#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A date in the forms that git takes in `GIT_AUTHOR_DATE`.
///
/// `@<seconds> <zone>` and `<seconds> <zone>`; ISO 8601 (`2005-04-07T22:13:13+02:00`, a blank for the T, dots or
/// slashes between the numbers of the day); RFC 2822 (`Thu, 07 Apr 2005 22:13:13 +0200`). Without a zone the local one
/// counts. Relative dates ("yesterday") are not for commits: git refuses them here too.
struct GitDate: Hashable {
    var seconds: Int64
    var offsetMinutes: Int

    /// The clock's time in the local zone.
    static func now() -> GitDate {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        return GitDate(seconds: Int64(now), offsetMinutes: local.tm_gmtoff / 60)
    }

    private init(seconds: Int64, offsetMinutes: Int) {
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }

    init?(_ text: String) {
        let trimmed = text.trimmingSpaces()
        if let raw = Self.internalForm(trimmed) {
            self = raw
            return
        }
        let fields = trimmed.withoutTimeMark.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        guard let date = Self.civil(fields) else { return nil }
        self = date
    }

    private static func internalForm(_ text: String) -> GitDate? {
        let fields = text.split(separator: " ").map(String.init)
        guard let first = fields.first, fields.count <= 2 else { return nil }
        let marked = first.hasPrefix("@")
        let digits = marked ? String(first.dropFirst()) : first
        // git takes a bare number of fewer than nine digits for a day, unless it is marked.
        guard let seconds = Int64(digits), seconds >= 0, marked || digits.utf8.count >= 9 else { return nil }
        if fields.count == 1 { return GitDate(seconds: seconds, offsetMinutes: 0) }
        guard let zone = zoneMinutes(fields[1]) else { return nil }
        return GitDate(seconds: seconds, offsetMinutes: zone)
    }

    private static func civil(_ fields: [String]) -> GitDate? {
        var day: (year: Int, month: Int, day: Int)?
        var clock: (hour: Int, minute: Int, second: Int)?
        var zone: Int?
        var loose: [Int] = []
        var month: Int?
        for field in fields {
            let (clockText, zoneText) = splitZone(field)
            if let value = numbers(clockText, separators: [":"]), value.count >= 2 {
                clock = (value[0], value[1], value.count > 2 ? value[2] : 0)
                if let zoneText {
                    guard let minutes = zoneMinutes(zoneText) else { return nil }
                    zone = minutes
                }
            } else if let minutes = zoneMinutes(field) {
                zone = minutes
            } else if let value = numbers(field, separators: ["-", "/", "."]), value.count == 3, value[0] > 31 {
                day = (value[0], value[1], value[2])
            } else if let index = months.firstIndex(of: field.lowercased().prefixText(3)) {
                month = index + 1
            } else if let number = Int(field) {
                loose.append(number)
            } else if !weekdays.contains(field.lowercased().prefixText(3)) {
                return nil
            }
        }
        if day == nil, let month, loose.count == 2 {
            day = loose[1] > 31 ? (loose[1], month, loose[0]) : (loose[0], month, loose[1])
        }
        guard let day, let clock, (1...12).contains(day.month), (1...31).contains(day.day),
            (0...23).contains(clock.hour), (0...59).contains(clock.minute), (0...60).contains(clock.second)
        else { return nil }
        let utc =
            daysSinceEpoch(day.year, day.month, day.day) * 86400
            + Int64(clock.hour * 3600 + clock.minute * 60 + clock.second)
        if let zone { return GitDate(seconds: utc - Int64(zone) * 60, offsetMinutes: zone) }
        return local(day, clock)
    }

    /// The instant at which the local clock shows this time.
    private static func local(
        _ day: (year: Int, month: Int, day: Int), _ clock: (hour: Int, minute: Int, second: Int)
    ) -> GitDate {
        var fields = tm()
        fields.tm_year = Int32(day.year - 1900)
        fields.tm_mon = Int32(day.month - 1)
        fields.tm_mday = Int32(day.day)
        fields.tm_hour = Int32(clock.hour)
        fields.tm_min = Int32(clock.minute)
        fields.tm_sec = Int32(clock.second)
        fields.tm_isdst = -1
        let seconds = mktime(&fields)
        return GitDate(seconds: Int64(seconds), offsetMinutes: fields.tm_gmtoff / 60)
    }

    /// Days from 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    private static func splitZone(_ field: String) -> (String, String?) {
        guard let mark = field.utf8.firstIndex(where: { "+-Z".utf8.contains($0) }), mark != field.startIndex else {
            return (field, nil)
        }
        return (String(field[..<mark]), String(field[mark...]))
    }

    /// `Z`, `UTC`, `GMT`, `+0200`, `+02:00`, `-03` in minutes.
    private static func zoneMinutes(_ text: String) -> Int? {
        if ["Z", "UTC", "GMT"].contains(text) { return 0 }
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4 || digits.utf8.count == 2, let number = Int(digits), number >= 0 else {
            return nil
        }
        let minutes = digits.utf8.count == 4 ? number / 100 * 60 + number % 100 : number * 60
        return sign == UInt8(ascii: "-") ? -minutes : minutes
    }

    private static func numbers(_ text: String, separators: [Character]) -> [Int]? {
        for separator in separators {
            // A fraction of a second ("12:00:00.5") is cut off, as in git.
            let whole = separator == ":" ? text.split(separator: ".").first.map(String.init) ?? text : text
            let parts = whole.split(separator: separator, omittingEmptySubsequences: false)
            guard parts.count == 2 || parts.count == 3 else { continue }
            let values = parts.compactMap { Int($0) }
            if values.count == parts.count && values.allSatisfy({ $0 >= 0 }) { return values }
        }
        return nil
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

extension String {
    /// The text with a blank for the `T` between the day and the time of ISO 8601.
    fileprivate var withoutTimeMark: String {
        var bytes = Array(utf8)
        for position in bytes.indices.dropFirst().dropLast() where bytes[position] == UInt8(ascii: "T") {
            let neighbours = [bytes[position - 1], bytes[position + 1]]
            if neighbours.allSatisfy({ (0x30...0x39).contains($0) }) { bytes[position] = 0x20 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate func prefixText(_ count: Int) -> String { String(prefix(count)) }
}
