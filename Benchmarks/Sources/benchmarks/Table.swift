/// One line of the result: our side, the other side, and what their ratio should be.
struct Row {
    var name: String
    var ours: Series
    /// Nil where a budget in milliseconds stands instead of another program.
    var theirs: Series?
    /// What the other side is.
    var against: String
    var target: Target

    /// What is promised.
    enum Target {
        /// Our wall time is at most so many times theirs.
        case atMost(Double)
        /// Their wall time is at least so many times ours.
        case timesFaster(Double)
        /// Our wall time in milliseconds.
        case milliseconds(Double)
        /// Nothing: it explains other lines.
        case none
    }

    /// Ours divided by theirs, wall time.
    var wallRatio: Double? { theirs.map { ours.wall / $0.wall } }
    /// Ours divided by theirs, processor time.
    var cpuRatio: Double? { theirs.map { ours.cpu / $0.cpu } }

    /// Whether the target is met; nil where there is none.
    var isMet: Bool? {
        switch target {
        case .atMost(let limit): wallRatio.map { $0 <= limit }
        case .timesFaster(let factor): wallRatio.map { 1 / $0 >= factor }
        case .milliseconds(let limit): ours.wall * 1000 <= limit
        case .none: nil
        }
    }
}

/// The results as a table for people.
enum Table {
    static func text(_ rows: [Row]) -> String {
        let header = [
            "what", "ours ms (half of the runs)", "cpu ms", "other", "other ms (half of the runs)", "cpu ms",
            "wall ratio",
            "cpu ratio", "target", "",
        ]
        let cells = [header] + rows.map(cells)
        let widths = header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let lines = cells.map { row in
            row.enumerated().map { column, cell in pad(cell, widths[column], right: column != 0 && column != 3) }
                .joined(separator: "  ")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cells(_ row: Row) -> [String] {
        [
            row.name, wall(row.ours), milliseconds(row.ours.cpu), row.against, row.theirs.map(wall) ?? "",
            row.theirs.map { milliseconds($0.cpu) } ?? "", row.wallRatio.map(ratio) ?? "",
            row.cpuRatio.map(ratio) ?? "",
            target(row.target), row.isMet.map { $0 ? "met" : "MISSED" } ?? "",
        ]
    }

    private static func wall(_ series: Series) -> String {
        let spread = series.wallSpread
        return "\(milliseconds(series.wall)) (\(milliseconds(spread.low))–\(milliseconds(spread.high)))"
    }

    private static func target(_ target: Row.Target) -> String {
        switch target {
        case .atMost(let limit): "≤ \(ratio(limit))"
        case .timesFaster(let factor): "≤ \(ratio(1 / factor))"
        case .milliseconds(let limit): "≤ \(ratio(limit)) ms"
        case .none: ""
        }
    }

    /// Seconds as milliseconds with two decimals, three digits where that is all there is.
    static func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, seconds < 0.001 ? 3 : 2) }

    private static func ratio(_ value: Double) -> String { decimal(value, 2) }

    /// A number with a fixed count of decimals.
    static func decimal(_ value: Double, _ places: Int) -> String {
        let scale = (0..<places).reduce(1) { product, _ in product * 10 }
        let whole = Int((value * Double(scale)).rounded())
        let fraction = String(whole % scale)
        return "\(whole / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    private static func pad(_ text: String, _ width: Int, right: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.count))
        return right ? spaces + text : text + spaces
    }
}
