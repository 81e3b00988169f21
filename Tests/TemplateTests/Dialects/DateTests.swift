import Jinja
import OrderedCollections
import Testing

@testable import Template

/// Dates against Python 3.11, in the sandbox of Copier 9.19 with its `to_json`.
@Suite("Dates compute, format and become JSON as Python's do") struct DateTests {
    /// `d` and `e` are dates; `t` and `u` times without a zone, `z` and `w` with one.
    private static let config = """
        d: {type: yaml, default: 2024-03-01}
        e: {type: yaml, default: 2023-12-31}
        t: {type: yaml, default: 2024-03-01 10:02:03.000045}
        u: {type: yaml, default: 2024-03-01 09:02:04}
        z: {type: yaml, default: 2024-03-01 10:00:00Z}
        w: {type: yaml, default: 2024-03-01 10:00:00+02:00}

        """

    private func result(_ expression: String) throws -> String? {
        try CopierSample(DateTests.config, ["o.jinja": "{{ \(expression) }}"]).render().text("o")
    }

    @Test(
        arguments: [
            ("d - e", "61 days, 0:00:00"), ("e - d", "-61 days, 0:00:00"), ("(d - e).days", "61"),
            ("d - d", "0:00:00"), ("(d - e) if (d - d) else 'none'", "none"), ("t - u", "0:59:59.000045"),
            ("u - t", "-1 day, 23:00:00.999955"), ("(t - u).total_seconds()", "3599.000045"),
            ("(u - t).days", "-1"), ("(u - t).seconds", "82800"), ("(u - t).microseconds", "999955"),
            ("z - w", "2:00:00"), ("(w - z) < (z - w)", "True"), ("(d - e) == (d - e)", "True"),
            (
                "[d - d, d - e, u - t]",
                "[datetime.timedelta(0), datetime.timedelta(days=61), "
                    + "datetime.timedelta(days=-1, seconds=82800, microseconds=999955)]"
            ),
            ("d.replace(day=15)", "2024-03-15"), ("d.replace(2025, 2)", "2025-02-01"), ("d.replace()", "2024-03-01"),
            ("t.replace(hour=0, microsecond=0)", "2024-03-01 00:02:03"),
            ("z.replace(2020)", "2020-03-01 10:00:00+00:00"),
            ("'{:%Y}'.format(d)", "2024"), ("'{:%Y-%m-%d %H:%M}'.format(t)", "2024-03-01 10:02"),
            ("'{0:%B}|{0}|{0!r}'.format(d)", "March|2024-03-01|datetime.date(2024, 3, 1)"),
            ("'{:>12}'.format(d)", ">12"), ("'{}'.format(d - e)", "61 days, 0:00:00"),
            ("d | to_json", "\"2024-03-01\""), ("t | to_json", "\"2024-03-01T10:02:03.000045\""),
            ("z | to_json", "\"2024-03-01T10:00:00Z\""), ("w | to_json", "\"2024-03-01T10:00:00+02:00\""),
            ("[d, {'a': t}] | to_json", "[\"2024-03-01\", {\"a\": \"2024-03-01T10:02:03.000045\"}]"),
        ])
    func gives(_ expression: String, _ expected: String) throws {
        #expect(try result(expression) == expected)
    }

    @Test(
        "What Python refuses is refused",
        arguments: [
            "t - z", "d - t", "d - 1", "d.replace(month=13)", "d.replace(day='1')", "t.replace(hour=24)",
            "d.replace(hour=1)", "d.replace(year=2025, day=29, month=2)", "'{:>3}'.format(d - e)", "d | tojson",
            "d | to_nice_json", "{d: 1} | to_json",
        ])
    func refuses(_ expression: String) throws {
        #expect(try result(expression) == nil)
    }
}
