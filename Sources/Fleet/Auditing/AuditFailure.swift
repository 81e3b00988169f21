import Drift
import Git
import Report
import Template

/// An error as an audit reports it: its kind, and the words that a person can act on.
struct AuditFailure {
    var kind: RepositoryAudit.Failure.Kind
    var message: String
    var fix: String?

    init(_ error: any Error) {
        switch error {
        case let error as DriftError:
            kind = Self.kind(error.code)
            message = error.message
            fix = error.fix
        case let error as GitError:
            // What libgit2 can't parse has no code of its own.
            let isUnparsed = error.code == .generic && ["object", "odb", "tree", "zlib"].contains(error.category)
            kind = isUnparsed ? .corrupt : Self.kind(error.code)
            message = error.subject.isEmpty ? error.message : "\(error.subject): \(error.message)"
            fix = error.hint.isEmpty ? nil : error.hint
        case let error as ScaffoldError:
            kind = error.code == .answers ? .record : .source
            message = error.location.map { "\($0): \(error.message)" } ?? error.message
            fix = error.fix
        default:
            kind = .other
            message = "\(error)"
        }
    }

    /// The rule of a finding about it.
    var rule: String {
        switch kind {
        case .source: "source-unavailable"
        case .record: "broken-record"
        case .corrupt: "corrupt-repository"
        default: "not-comparable"
        }
    }

    var failure: RepositoryAudit.Failure { RepositoryAudit.Failure(kind: kind, message: message, fix: fix) }

    private static func kind(_ code: DriftError.Code) -> RepositoryAudit.Failure.Kind {
        switch code {
        case .notARepository, .files: .missing
        case .noRecord: .unrecorded
        case .brokenRecord, .whichScaffold, .answers: .record
        case .release, .unknownRelease: .source
        case .repositoryState: .empty
        default: .other
        }
    }

    private static func kind(_ code: GitError.Code) -> RepositoryAudit.Failure.Kind {
        switch code {
        case .network, .authentication: .unreachable
        case .notFound: .missing
        case .unborn: .empty
        case .corrupt, .missingObject: .corrupt
        default: .other
        }
    }
}
