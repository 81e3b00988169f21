public import Report
import Template

extension Status {
    /// The status as JSON, schema 1.
    public var json: JSONValue {
        .object([
            ("schema", .int(1)),
            ("scaffold", .string(scaffold)),
            ("release", .string(release.description)),
            ("newest", .string(newest.description)),
            ("inSync", .bool(isInSync)),
            (
                "files",
                .array(
                    files.map { file in
                        .object([
                            ("path", .string(file.path)),
                            ("class", .string(file.fileClass.rawValue)),
                            ("edited", .optional(file.edited)),
                            ("behind", .optional(file.behind)),
                            ("held", .bool(file.isHeld)),
                            ("forecast", .string(file.forecast.rawValue)),
                        ])
                    })
            ),
            ("findings", .array(findings.map(\.json))),
        ])
    }

    /// The status as text for a terminal: a headline, one line a file, what the next upgrade would do, the findings.
    public func text(_ style: Style) -> String {
        var out = headline(style) + "\n"
        if !files.isEmpty {
            let width = files.map { $0.path.count }.max() ?? 0
            let editedWidth = max(6, files.map { ($0.edited ?? "").count }.max() ?? 0)
            let behindWidth = max(6, files.map { ($0.behind ?? "").count }.max() ?? 0)
            out += "\n"
            out +=
                style.faint(
                    "  " + padded("file", width) + "  " + padded("edited", editedWidth) + "  "
                        + padded("behind", behindWidth)
                        + "  next upgrade") + "\n"
            for file in files {
                let row =
                    padded(singleLine(file.path), width) + "  " + padded(file.edited ?? "-", editedWidth) + "  "
                    + padded(file.behind ?? "-", behindWidth) + "  "
                out += "  " + row + forecast(file, style) + "\n"
            }
        }
        if !findings.isEmpty { out += "\n" + findings.map { $0.text + "\n" }.joined() }
        return out
    }

    private func headline(_ style: Style) -> String {
        let name = style.bold("\(scaffold) \(release)")
        if !isComparable { return name + ": " + style.red("can't be compared") }
        let edited = files.count { $0.edited != nil }
        let held = files.count { $0.isHeld }
        let wouldHold = files.count { $0.forecast == .hold && !$0.isHeld }
        var parts: [String] = []
        parts.append(release == newest ? "the newest release" : "behind: \(newest) is out")
        parts.append(edited == 0 ? "no file edited" : edited == 1 ? "1 file edited" : "\(edited) files edited")
        if held > 0 { parts.append(style.yellow("\(held) held")) }
        if wouldHold > 0 { parts.append(style.yellow("an upgrade would hold \(wouldHold)")) }
        return name + ": " + parts.joined(separator: "; ")
    }

    private func forecast(_ file: File, _ style: Style) -> String {
        if file.isHeld { return style.yellow("held: scaffold resolve \(singleLine(file.path))") }
        return switch file.forecast {
        case .hold: style.yellow("hold")
        case .none: "-"
        default: file.forecast.rawValue
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
