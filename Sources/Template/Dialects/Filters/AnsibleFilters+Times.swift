import Jinja

extension AnsibleFilters {
    /// Filters for times: the local zone is UTC, and now is the setting's clock.
    static func times(_ setting: RenderSetting) -> [(name: String, body: Body)] {
        [
            (
                "strftime",
                { value, arguments, _ throws(TemplateError) in
                    let bound = try arguments.bind("strftime()", ["second"])
                    let seconds: Int
                    if let given = bound[0], !given.isNone {
                        guard let number = (try? given.pythonInteger())?.intValue else {
                            throw TemplateError(
                                .filterArgument, "Invalid value for epoch value (\(given.pythonString))")
                        }
                        seconds = number
                    } else {
                        seconds = setting.now()
                    }
                    guard abs(seconds) < 60_000_000_000 else {
                        throw TemplateError(.value, "year is out of range")
                    }
                    let time = PythonTime(wallSeconds: seconds, offset: 0, zone: "UTC")
                    return .string(try time.formatted(try word(value, "a format of time"), isTuple: true))
                }
            ),
            (
                "to_datetime",
                { value, arguments, _ throws(TemplateError) in
                    let bound = try arguments.bind("to_datetime()", ["format"])
                    let format = try word(bound[0] ?? "%Y-%m-%d %H:%M:%S", "a format of time")
                    let time = try PythonTime(parsing: try word(value, "a time"), format)
                    return DateObject.datetime(time)
                }
            ),
        ]
    }
}
