/// A date, or a date with a time of day, as Python's `datetime` has them: the wall clock's reading, and perhaps an
/// offset from UTC.
struct PythonTime: Hashable, Sendable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
    /// Seconds east of UTC; nil for a time without a zone.
    var offset: Int?
    /// The zone's short name, for `%Z`.
    var zone: String?

    /// The wall clock's reading as seconds since 1970-01-01T00:00:00, whatever the zone.
    var wallSeconds: Int {
        PythonTime.days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
    }

    /// Makes a time from the wall clock's seconds since 1970-01-01T00:00:00.
    init(wallSeconds: Int, microsecond: Int = 0, offset: Int? = nil, zone: String? = nil) {
        let days = (wallSeconds >= 0 ? wallSeconds : wallSeconds - 86_399) / 86_400
        let rest = wallSeconds - days * 86_400
        (year, month, day) = PythonTime.date(days)
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
        self.microsecond = microsecond
        self.offset = offset
        self.zone = zone
    }

    /// Makes a time of its parts; nil where no calendar has them.
    init?(
        _ year: Int, _ month: Int, _ day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0,
        offset: Int? = nil, zone: String? = nil
    ) {
        guard (1...9999).contains(year), (1...12).contains(month), (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(second), day >= 1, day <= PythonTime.length(of: month, in: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
        self.microsecond = microsecond
        self.offset = offset
        self.zone = zone
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of a number of days since 1970-01-01.
    static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let place = (5 * dayOfYear + 2) / 153
        let month = place < 10 ? place + 3 : place - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * place + 2) / 5 + 1)
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day of the week, 0 for Monday.
    var weekday: Int {
        let days = PythonTime.days(year, month, day) + 3
        return days >= 0 ? days % 7 : (days % 7 + 7) % 7
    }

    /// The day of the year, from 1.
    var dayOfYear: Int { PythonTime.days(year, month, day) - PythonTime.days(year, 1, 1) + 1 }

    /// The week by ISO 8601 and the year that it is of.
    var isoWeek: (year: Int, week: Int) {
        let thursday = PythonTime.days(year, month, day) - weekday + 3
        let year = PythonTime.date(thursday).year
        return (year, (thursday - PythonTime.days(year, 1, 1)) / 7 + 1)
    }

    /// `2024-01-15`.
    var dateText: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// `2024-01-15T10:00:00+00:00`, as `datetime.isoformat` writes it.
    func text(separator: String) -> String {
        var result = "\(dateText)\(separator)\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        if microsecond != 0 { result += ".\(padded(microsecond, 6))" }
        if let offset { result += PythonTime.text(offset: offset, colon: ":") }
        return result
    }

    /// `+01:00`; with seconds only where there are some.
    static func text(offset: Int, colon: String) -> String {
        let size = abs(offset)
        let seconds = size % 60 == 0 ? "" : colon + padded(size % 60, 2)
        return "\(offset < 0 ? "-" : "+")\(padded(size / 3_600, 2))\(colon)\(padded(size / 60 % 60, 2))\(seconds)"
    }

    /// The time moved by whole months as dateutil's `relativedelta` does: the day is cut to the month's length.
    func adding(months: Int) -> PythonTime? {
        let total = year * 12 + month - 1 + months
        let (year, month) = ((total - (total % 12 + 12) % 12) / 12, (total % 12 + 12) % 12 + 1)
        guard (1...9999).contains(year) else { return nil }
        var result = self
        (result.year, result.month) = (year, month)
        result.day = min(day, PythonTime.length(of: month, in: year))
        return result
    }
}

/// A number with zeros before it.
func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
