import Foundation
import Jinja

/// The tag `now`: `{% now 'Europe/Berlin', '%Y' %}`, `{% now 'utc' + 'days=2,hours=1' %}`.
///
/// The time is the setting's clock, never the machine's; the zone `local` is UTC.
struct NowTag {
    let clock: Int
    /// Whether offsets work: Cookiecutter moves the time, the older extension's call fails with today's arrow.
    let shifts: Bool

    /// What the tag prints.
    ///
    /// - Throws: a `ValueError` for zones and offsets that arrow refuses, or that are not known here.
    func text(_ arguments: Arguments) throws(TemplateError) -> Value {
        let values = arguments.positional
        let zone = try NowTag.word(values[0], "timezone")
        let format = values[values.count - 1]
        var time = try NowTag.time(clock, in: zone)
        if values.count == 4 {
            let sign = values[1].stringValue ?? "+"
            time = try shifted(time, try NowTag.word(values[2], "offset"), sign, zone)
        }
        return .string(try time.formatted(format.isNone ? "%Y-%m-%d" : try NowTag.word(format, "format")))
    }

    private static func word(_ value: Value, _ name: String) throws(TemplateError) -> String {
        guard let text = value.stringValue else {
            throw TemplateError(.type, "the \(name) of 'now' must be text, not \(value.typeName)")
        }
        return text
    }

    /// The wall clock in a zone at a moment.
    static func time(_ clock: Int, in zone: String) throws(TemplateError) -> PythonTime {
        let (offset, name) = try place(zone, at: clock)
        return PythonTime(wallSeconds: clock + offset, offset: offset, zone: name)
    }

    /// The offset from UTC and the short name of a zone at a moment.
    private static func place(_ zone: String, at clock: Int) throws(TemplateError) -> (Int, String?) {
        switch zone {
        case "local", "utc", "UTC", "Z": return (0, "UTC")
        default: break
        }
        if let offset = offset(zone) {
            return (offset, "UTC" + (offset == 0 ? "" : PythonTime.text(offset: offset, colon: ":")))
        }
        // A name is looked up among files: it is one of a zone, and no path.
        let isName = zone.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "_+-/".utf8.contains($0) }
        let isWhole = ["GMT", "EST", "MST", "HST", "CET", "MET", "EET", "WET"].contains(zone)
        guard isName, !zone.hasPrefix("/"), zone.contains("/") || isWhole, let found = TimeZone(identifier: zone) else {
            throw TemplateError(.value, "the time zone \(PythonText.quoted(zone)) is not known")
        }
        let date = Date(timeIntervalSince1970: TimeInterval(clock))
        let seconds = found.secondsFromGMT(for: date)
        return (seconds, zoneName(found, date, seconds))
    }

    /// A zone's short name; nil where Foundation writes it as `GMT+1`, which the C library does not.
    private static func zoneName(_ zone: TimeZone, _ date: Date, _ seconds: Int) -> String? {
        let name = zone.abbreviation(for: date) ?? ""
        guard name.hasPrefix("GMT"), name != "GMT" else { return name }
        let isSummer = zone.isDaylightSavingTime(for: date)
        if zone.identifier.hasPrefix("Europe/") {
            switch (seconds, isSummer) {
            case (0, false): return "WET"
            case (3_600, true): return "WEST"
            case (3_600, false): return "CET"
            case (7_200, true): return "CEST"
            case (7_200, false): return "EET"
            case (10_800, true): return "EEST"
            case (10_800, false): return "MSK"
            default: break
            }
        }
        return nil
    }

    /// An offset as arrow reads it: `+02:00`, `-0530`, `01`.
    private static func offset(_ zone: String) -> Int? {
        var bytes = Array(zone.utf8)
        var sign = 1
        if let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            bytes.removeFirst()
        }
        bytes.removeAll { $0 == UInt8(ascii: ":") }
        guard bytes.count == 2 || bytes.count == 4, bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        let digits = bytes.map { Int($0) - 0x30 }
        let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
        return sign * ((digits[0] * 10 + digits[1]) * 3_600 + minutes * 60)
    }

    /// The time moved by an offset such as `days=1,hours=-2`.
    private func shifted(
        _ time: PythonTime, _ offset: String, _ sign: String, _ zone: String
    ) throws(TemplateError) -> PythonTime {
        var months = 0
        var seconds = 0.0
        for part in offset.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                throw TemplateError(.value, "the offset \(PythonText.quoted(offset)) is not of the form 'days=1'")
            }
            let name = sides[0].trimmingCharacters(in: .whitespaces)
            // The sign is put before the text, as arrow's caller does: a second sign is refused.
            let digits = sides[1].trimmingCharacters(in: .whitespaces)
            let amount = try Value.string(sign + digits).pythonFloat()
            guard shifts else {
                throw TemplateError(.value, "Unknown attribute: \(PythonText.quoted(name)).")
            }
            switch name {
            case "years", "quarters", "months":
                guard amount == amount.rounded(), abs(amount) < 200_000 else {
                    throw TemplateError(
                        .value, "Non-integer years and months are ambiguous and not currently supported.")
                }
                months += Int(amount) * (name == "years" ? 12 : name == "quarters" ? 3 : 1)
            case "weeks": seconds += amount * 604_800
            case "days": seconds += amount * 86_400
            case "hours": seconds += amount * 3_600
            case "minutes": seconds += amount * 60
            case "seconds": seconds += amount
            case "microseconds": seconds += amount / 1e6
            default: throw TemplateError(.value, "the offset '\(name)' is not known natively")
            }
        }
        guard let moved = time.adding(months: months), abs(seconds) < 4e11 else {
            throw TemplateError(.overflow, "date value out of range")
        }
        let whole = seconds.rounded(.down)
        let wall = moved.wallSeconds + Int(whole)
        // The zone's offset may be another at the moved time: the wall clock stays.
        let first = try NowTag.place(zone, at: wall - (time.offset ?? 0)).0
        let (offset, name) = try NowTag.place(zone, at: wall - first)
        let result = PythonTime(
            wallSeconds: wall, microsecond: Int(((seconds - whole) * 1e6).rounded()), offset: offset, zone: name)
        guard (1...9999).contains(result.year) else { throw TemplateError(.overflow, "date value out of range") }
        return result
    }
}
