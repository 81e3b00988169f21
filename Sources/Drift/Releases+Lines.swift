import Report
import Template

extension Releases {
    /// What to know about lines of releases that go on side by side.
    /// - Parameter buildsOn: Whether the target's `previous` leads back to the recorded release.
    func lineFindings(from recorded: ReleaseVersion, to target: ReleaseVersion, buildsOn: Bool) -> [Finding] {
        if target.line != recorded.line, !buildsOn {
            if isOlderLine(target, than: recorded) { return [lostFixes(from: recorded, to: target)] }
            if date(of: target) == nil || date(of: recorded) == nil { return [unknownOrder(recorded, target)] }
        }
        guard let newest, newest > target, isOlderLine(newest, than: recorded) else { return [] }
        let message =
            "\(newest) is out, but \(recorded) came out after it (\(dates(newest, recorded))): an upgrade goes there once "
            + "\(newest.line) has a release that is not older"
        return [Finding(rule: "parallel-line", severity: .note, message: message)]
    }

    private func lostFixes(from recorded: ReleaseVersion, to target: ReleaseVersion) -> Finding {
        let advice =
            newest(of: target.line, with: recorded).map { "use --to \($0), which came out with it or later" }
            ?? "\(target.line) has no release yet that came out later"
        let message =
            "\(target) came out before \(recorded) (\(dates(target, recorded))) and does not build on it: "
            + "what \(recorded) fixed would be lost; \(advice)"
        return Finding(rule: "parallel-line", severity: .warning, message: message)
    }

    private func unknownOrder(_ recorded: ReleaseVersion, _ target: ReleaseVersion) -> Finding {
        Finding(
            rule: "parallel-line", severity: .warning,
            message:
                "\(target) does not build on \(recorded), and the source does not say which came out first: fixes that "
                + "only \(recorded)'s line has may be lost; read the files that change")
    }

    private func dates(_ first: ReleaseVersion, _ second: ReleaseVersion) -> String {
        "\(date(of: first) ?? "no date") and \(date(of: second) ?? "no date")"
    }
}
