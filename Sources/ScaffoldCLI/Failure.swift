import Drift
import Forge
import Git
import Jinja
import Report
import Template

/// An error as it is told to a person: every module's own error types end here, and nowhere else.
struct Failure: Error {
    /// What is wrong and where.
    var message: String
    /// Lines below it: what was tried, the place in the file.
    var details: [String] = []
    /// How to fix it; nil where the message says it.
    var fix: String?
    /// The exit code.
    var status: ExitStatus

    /// Makes a failure of a command's own.
    init(_ message: String, fix: String? = nil, status: ExitStatus = .error) {
        self.message = message
        self.fix = fix
        self.status = status
    }

    /// The failure for an error of one of our modules; nil for an error that is none of ours.
    init?(_ error: any Error) {
        switch error {
        case let error as DriftError:
            self.init(error.message, fix: error.fix, status: error.code == .busy ? .tryAgain : .error)
        case let error as GitError:
            let place = error.subject.isEmpty ? "" : "\(error.subject): "
            let fix = error.hint.isEmpty ? "see what `git status` and `git fsck` say there" : error.hint
            self.init(place + error.message, fix: fix, status: error.isTemporary ? .tryAgain : .error)
        case let error as ForgeError:
            let place = error.call.isEmpty ? "" : "\(error.call): "
            self.init(
                place + error.message, fix: error.hint.isEmpty ? nil : error.hint,
                status: error.isTemporary ? .tryAgain : .error)
        case let error as ScaffoldError:
            self.init(
                error.location.map { "\($0): \(error.message)" } ?? error.message, fix: error.fix,
                status: error.code == .temporary ? .tryAgain : .error)
            details = error.details.map { "  \($0)" } + Self.lines(error.excerpt ?? "")
        case let error as TemplateError:
            self.init(error.description)
            details = Self.lines(String(error.rendered.dropFirst(error.description.count + 1)))
        default:
            return nil
        }
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}

extension GitError {
    /// Whether the same call may succeed a moment later.
    fileprivate var isTemporary: Bool { code == .locked || code == .network || code == .modified }
}
