import Merge

/// How a conflict was resolved, as generally as it can be said.
public enum ResolutionRule: Hashable, Sendable {
    /// The owners' lines.
    case keepMine
    /// The template's lines.
    case takeTemplate
    /// Neither side's lines.
    case delete
    /// Both, the owners' first.
    case mineFirst
    /// Both, the template's first.
    case templateFirst
    /// The lines with the higher of each two versions.
    case versionMax
    /// These lines, with placeholders for answers.
    case literal([String])

    /// The stable name.
    public var name: String {
        switch self {
        case .keepMine: "keep-mine"
        case .takeTemplate: "take-template"
        case .delete: "delete"
        case .mineFirst: "mine-first"
        case .templateFirst: "template-first"
        case .versionMax: "version-max"
        case .literal: "literal"
        }
    }

    /// The rules that a name alone says.
    static let named: [ResolutionRule] = [
        .keepMine, .takeTemplate, .delete, .mineFirst, .templateFirst, .versionMax,
    ]

    /// The most general rule that makes `result` of a conflict; nil where none does.
    static func inferred(from hunk: ConflictHunk, result: [UInt8], _ answers: AnswerAbstraction) -> ResolutionRule? {
        guard result.count <= 65_536, !containsConflictMarkers(result) else { return nil }
        if let rule = named.first(where: { $0.apply(to: hunk, answers) == result }) { return rule }
        guard result.last == 0x0A, let text = String(validating: result.dropLast(), as: UTF8.self) else { return nil }
        var lines: [String] = []
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            guard let abstract = answers.abstract(String(Substring(line))) else { return nil }
            lines.append(abstract)
        }
        let rule = ResolutionRule.literal(lines)
        return rule.apply(to: hunk, answers) == result ? rule : nil
    }

    /// What the rule makes of a conflict; nil where it does not fit.
    func apply(to hunk: ConflictHunk, _ answers: AnswerAbstraction) -> [UInt8]? {
        switch self {
        case .keepMine: return hunk.local
        case .takeTemplate: return hunk.incoming
        case .delete: return []
        case .mineFirst: return hunk.local + hunk.incoming
        case .templateFirst: return hunk.incoming + hunk.local
        case .versionMax: return withHigherVersions(hunk.local, hunk.incoming)
        case .literal(let lines):
            var out: [UInt8] = []
            for line in lines {
                guard let text = answers.concrete(line) else { return nil }
                out += Array(text.utf8) + [0x0A]
            }
            return out
        }
    }

    /// The same for a conflict of any service, by its pattern.
    func bringsWords(into pattern: ConflictPattern) -> Bool {
        guard case .literal(let lines) = self else { return false }
        let known = (pattern.base + pattern.local + pattern.incoming).joined(separator: "\n")
        return !WordToken.all(in: lines.joined(separator: "\n").utf8).isSubset(of: WordToken.all(in: known.utf8))
    }

    /// Whether what it makes has words that none of the three sides has: a host name, say, or a secret.
    func bringsWords(into hunk: ConflictHunk, _ answers: AnswerAbstraction) -> Bool {
        guard case .literal = self, let text = apply(to: hunk, answers) else { return false }
        let known = WordToken.all(in: hunk.base + [0x0A] + hunk.local + [0x0A] + hunk.incoming)
        return !WordToken.all(in: text).isSubset(of: known)
    }
}
