import Jinja

extension PureMachine {
    /// The date of the render; the machine's own time zone plays no part.
    func time(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value {
        if path == "datetime.date" || path == "datetime.datetime" { return try date(path, arguments) }
        let now = PythonTime(wallSeconds: setting.now())
        let zones = arguments.positional + arguments.keywords.filter { $0.name == "tz" }.map(\.value)
        guard zones.count <= 1, arguments.keywords.count + arguments.positional.count == zones.count else {
            throw .unknown("'\(path)' is not followed with these arguments")
        }
        var zone: Value = .none
        if let given = zones.first { zone = given }
        switch path {
        case "datetime.datetime.now":
            if zone.isNone { return DateObject.datetime(now) }
            guard PureMachine.isUTC(zone) else { throw .unknown("a time zone is not known") }
            return DateObject.datetime(PythonTime(wallSeconds: setting.now(), offset: 0, zone: "UTC"))
        case "datetime.datetime.utcnow" where zones.isEmpty, "datetime.datetime.today" where zones.isEmpty:
            return DateObject.datetime(now)
        case "datetime.date.today" where zones.isEmpty:
            guard let date = PythonTime(now.year, now.month, now.day) else { throw .unknown("there is no such date") }
            return DateObject.date(date)
        default: throw .unknown("'\(path)' is not followed")
        }
    }

    /// A date or a time of day by its parts.
    private func date(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value {
        let isDate = path == "datetime.date"
        let names = ["year", "month", "day"] + (isDate ? [] : ["hour", "minute", "second", "microsecond", "tzinfo"])
        let bound = try asPython { () throws(TemplateError) in try arguments.bind(path, names, required: 3) }
        var zone = false
        if let given = bound[7], !given.isNone {
            guard PureMachine.isUTC(given) else { throw .unknown("a time zone is not known") }
            zone = true
        }
        var parts: [Int] = []
        for place in 0..<7 {
            let part: Value = bound[place] ?? 0
            guard case .int(let number) = part else { throw .unknown("a part of a date is no number") }
            parts.append(number)
        }
        guard (0..<1_000_000).contains(parts[6]),
            let time = PythonTime(
                parts[0], parts[1], parts[2], hour: parts[3], minute: parts[4], second: parts[5],
                microsecond: parts[6], offset: zone ? 0 : nil, zone: zone ? "UTC" : nil)
        else { throw .raised(TemplateError(.value, "there is no such date")) }
        return isDate ? DateObject.date(time) : DateObject.datetime(time)
    }

    private static func isUTC(_ zone: Value) -> Bool {
        guard case .object(let object) = zone, let name = (object as? PureName)?.path else { return false }
        return name == "datetime.timezone.utc" || name == "datetime.UTC"
    }
}
