import Jinja

/// A Python `datetime.date` or `datetime.datetime` in a template: it prints, compares and formats as Python's does.
final class DateObject: Object {
    let time: PythonTime
    /// Whether it is a `date`, without a time of day.
    let isDate: Bool

    init(_ time: PythonTime, isDate: Bool) {
        self.time = time
        self.isDate = isDate
    }

    /// The value of a date.
    static func date(_ time: PythonTime) -> Value { .object(DateObject(time, isDate: true)) }

    /// The value of a date with a time of day.
    static func datetime(_ time: PythonTime) -> Value { .object(DateObject(time, isDate: false)) }

    override var typeName: String { isDate ? "date" : "datetime" }
    override var qualifiedTypeName: String { "datetime.\(typeName)" }
    override var string: String { isDate ? time.dateText : time.text(separator: " ") }

    override var repr: String {
        var parts = [time.year, time.month, time.day]
        guard !isDate else { return "datetime.date(\(parts.map(String.init).joined(separator: ", ")))" }
        parts += [time.hour, time.minute]
        if time.second != 0 || time.microsecond != 0 { parts.append(time.second) }
        if time.microsecond != 0 { parts.append(time.microsecond) }
        let zone = time.offset.map { ", tzinfo=\(DateObject.zone($0))" } ?? ""
        return "datetime.datetime(\(parts.map(String.init).joined(separator: ", "))\(zone))"
    }

    private static func zone(_ offset: Int) -> String {
        if offset == 0 { return "datetime.timezone.utc" }
        let days = offset < 0 ? "days=-1, " : ""
        return "datetime.timezone(datetime.timedelta(\(days)seconds=\(offset < 0 ? offset + 86_400 : offset)))"
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let date = object as? DateObject, date.isDate == isDate else {
            return false
        }
        guard (time.offset == nil) == (date.time.offset == nil) else { return false }
        return instant == date.instant
    }

    override func precedes(_ other: Value) throws(TemplateError) -> Bool? {
        guard case .object(let object) = other, let date = object as? DateObject, date.isDate == isDate else {
            return nil
        }
        guard (time.offset == nil) == (date.time.offset == nil) else {
            throw TemplateError(.type, "can't compare offset-naive and offset-aware datetimes")
        }
        return instant < date.instant
    }

    /// The time since another date, or another time of day.
    override func subtracting(_ other: Value) throws(TemplateError) -> Value? {
        guard case .object(let object) = other, let date = object as? DateObject, date.isDate == isDate else {
            return nil
        }
        guard (time.offset == nil) == (date.time.offset == nil) else {
            throw TemplateError(.type, "can't subtract offset-naive and offset-aware datetimes")
        }
        let microseconds = instant.1 - date.instant.1
        return .object(DurationObject(seconds: instant.0 - date.instant.0, microseconds: microseconds))
    }

    override func formatted(_ specification: String) throws(TemplateError) -> String? {
        try time.formatted(specification)
    }

    /// The text that pydantic makes of it for JSON: an offset of zero is `Z`, and one has no seconds.
    var jsonText: String {
        guard !isDate else { return time.dateText }
        var wall = time
        wall.offset = nil
        let zone = time.offset.map { $0 / 60 == 0 ? "Z" : PythonTime.text(offset: $0 / 60 * 60, colon: ":") }
        return wall.text(separator: "T") + (zone ?? "")
    }

    private var instant: (Int, Int) { (time.wallSeconds - (time.offset ?? 0), time.microsecond) }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "year": return .int(time.year)
        case "month": return .int(time.month)
        case "day": return .int(time.day)
        case "hour" where !isDate: return .int(time.hour)
        case "minute" where !isDate: return .int(time.minute)
        case "second" where !isDate: return .int(time.second)
        case "microsecond" where !isDate: return .int(time.microsecond)
        default: return try method(name)
        }
    }

    private func method(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "strftime":
            return .function(name) { [self] (arguments, _) throws(TemplateError) in
                let bound = try arguments.bind("\(typeName).strftime()", ["format"], required: 1)
                guard let format = bound[0]?.stringValue else {
                    throw TemplateError(.type, "strftime() argument 1 must be str")
                }
                return .string(try time.formatted(format))
            }
        case "isoformat":
            return .function(name) { [self] (arguments, _) throws(TemplateError) in
                let bound = try arguments.bind("\(typeName).isoformat()", isDate ? [] : ["sep"])
                return .string(isDate ? time.dateText : time.text(separator: bound[0]?.stringValue ?? "T"))
            }
        case "replace":
            return .function(name) { [self] (arguments, _) throws(TemplateError) in
                let names = ["year", "month", "day"] + (isDate ? [] : ["hour", "minute", "second", "microsecond"])
                let bound = try arguments.bind("\(typeName).replace()", names)
                return try replacing(names.indices.map { bound[$0] })
            }
        case "weekday": return plain(name) { .int($0.weekday) }
        case "isoweekday": return plain(name) { .int($0.weekday + 1) }
        case "toordinal": return plain(name) { .int(PythonTime.days($0.year, $0.month, $0.day) + 719_163) }
        case "isocalendar":
            return plain(name) { .tuple([.int($0.isoWeek.year), .int($0.isoWeek.week), .int($0.weekday + 1)]) }
        case "date" where !isDate:
            return plain(name) { PythonTime($0.year, $0.month, $0.day).map(DateObject.date) ?? .none }
        case "timestamp" where !isDate:
            // A time without a zone is taken for UTC: the machine's own zone plays no part.
            return plain(name) { time in
                .double(Double(time.wallSeconds - (time.offset ?? 0)) + Double(time.microsecond) / 1e6)
            }
        case "ctime", "timetuple", "utctimetuple", "astimezone", "utcoffset", "tzname", "dst", "time",
            "timetz", "tzinfo", "fold", "min", "max", "resolution", "today", "now", "fromisoformat":
            // Python has them; saying so is better than an undefined value.
            throw TemplateError(.attribute, "'\(name)' of a \(qualifiedTypeName) is not known natively")
        default: return nil
        }
    }

    private func replacing(_ parts: [Value?]) throws(TemplateError) -> Value {
        var numbers = [time.year, time.month, time.day, time.hour, time.minute, time.second, time.microsecond]
        for (index, part) in parts.enumerated() {
            guard let part else { continue }
            guard let number = part.intValue else {
                throw TemplateError(.type, "'\(part.typeName)' object cannot be interpreted as an integer")
            }
            numbers[index] = number
        }
        guard (0..<1_000_000).contains(numbers[6]),
            let result = PythonTime(
                numbers[0], numbers[1], numbers[2], hour: numbers[3], minute: numbers[4], second: numbers[5],
                microsecond: numbers[6], offset: time.offset, zone: time.zone)
        else { throw TemplateError(.value, "replace() gives no \(typeName) of the calendar") }
        return .object(DateObject(result, isDate: isDate))
    }

    private func plain(_ name: String, _ body: @escaping (PythonTime) -> Value) -> Value {
        .function(name) { [self] (arguments, _) throws(TemplateError) in
            _ = try arguments.bind("\(typeName).\(name)()", [])
            return body(time)
        }
    }
}
