import Git
import OrderedCollections
import Template

/// Finds files that look edited and are the template's own, of another state than the recorded one.
///
/// Copier and cruft record one state for a whole project. Where an update left a file out, or somebody took only half of it, the
/// file is still as an earlier state made it, and every later change of the template meets "edits" that nobody made. Where it
/// is that state's file byte for byte, no line in it is its owners'.
final class OlderStates {
    /// How many states are rendered at most, beside the two of the upgrade.
    private static let mostRenders = 8

    private let template: ForeignTemplate
    private let inputs: ForeignTemplate.Inputs
    private let pair: ForeignTemplate.Pair
    private let service: Service
    private lazy var trees = trees(of: template.source.repository, before: pair.to.commit, limit: 400)
    private lazy var folder = template.folder(of: pair)
    private var renders: [ObjectID: Baseline] = [:]

    /// - Parameter pair: The states of the upgrade; the second one's ancestors are looked at.
    init(
        _ template: ForeignTemplate, _ inputs: ForeignTemplate.Inputs, before pair: ForeignTemplate.Pair,
        service: Service
    ) {
        self.template = template
        var inputs = inputs
        // Hooks that are told from the project's history would explain any state.
        inputs.moment = nil
        inputs.consent = .none
        inputs.changes = [:]
        inputs.setting.standsIn = false
        self.inputs = inputs
        self.pair = pair
        self.service = service
    }

    /// The commit of the template whose file the service has; nil where its owners edited it, or went back to it on purpose.
    ///
    /// A file of one or two lines says nothing: it may be equal by chance.
    func commit(of unit: MergeUnit, local: [UInt8]) -> ObjectID? {
        guard let source = unit.template, let base = unit.base, unit.held == nil, !unit.ownersMoved else { return nil }
        let lines = local.split(separator: UInt8(ascii: "\n")).filter { $0.contains { !$0.isBlank } }
        guard lines.count >= 3 else { return nil }
        guard let folder else { return nil }
        let path = folder.isEmpty ? source : "\(folder)/\(source)"
        var seen: Set<ObjectID> = []
        for (commit, tree) in trees {
            guard let blob = Self.blob(at: path, in: tree, template.source.repository), seen.insert(blob).inserted,
                let text = try? template.source.repository.blob(blob), Self.mayBe(lines, from: text),
                render(commit)?.files.contains(where: { $0.source == source && $0.bytes == local }) == true
            else { continue }
            return wasThere(base.id, at: unit.localPath) ? nil : commit
        }
        return nil
    }

    /// Whether a render of a file can have these lines: it has all that nothing decides about, and not many others.
    ///
    /// Only saves renders of whole states, most of which take longer than all the rest.
    private static func mayBe(_ lines: [ArraySlice<UInt8>], from text: [UInt8]) -> Bool {
        let own = Set(lines)
        var plain: Set<ArraySlice<UInt8>> = []
        var rendered = 0
        var depth = 0
        for line in text.split(separator: UInt8(ascii: "\n")) where line.contains(where: { !$0.isBlank }) {
            let tags = Tags(line)
            depth += tags.opened
            if tags.isEmpty {
                if depth == 0, !own.contains(line) { return false }
                plain.insert(line)
            } else {
                rendered += 1
            }
            depth = max(0, depth - tags.closed)
        }
        return lines.count { !plain.contains($0) } <= rendered * 2
    }

    /// What a line of a template has of Jinja's.
    private struct Tags {
        var isEmpty = true
        var opened = 0
        var closed = 0

        private static let blocks: Set<String> = [
            "if", "for", "macro", "block", "call", "filter", "raw", "with", "autoescape",
        ]

        init(_ line: ArraySlice<UInt8>) {
            let text = String(decoding: line, as: UTF8.self)
            isEmpty = !["{{", "{%", "{#"].contains { text.contains($0) }
            for tag in text.split(separator: "{%").dropFirst(text.hasPrefix("{%") ? 0 : 1) {
                let word = tag.drop { "-+ \t".contains($0) }.prefix(while: \.isLetter)
                if Self.blocks.contains(String(word)) { opened += 1 }
                if word.hasPrefix("end") { closed += 1 }
            }
        }
    }

    private func render(_ commit: ObjectID) -> Baseline? {
        if let known = renders[commit] { return known }
        guard renders.count < Self.mostRenders else { return nil }
        let baseline = try? template.render(template.state(.revision(commit.hex)), inputs).baseline
        renders[commit] = baseline ?? Baseline(files: [])
        return baseline
    }

    /// Whether the service ever had a file's base: who has the older file now then went back to it.
    private func wasThere(_ base: ObjectID, at path: String) -> Bool {
        let repository = service.repository
        let path = service.repositoryPath(path)
        return trees(of: repository, before: service.commit.id, limit: 2_000).contains { _, tree in
            Self.blob(at: path, in: tree, repository) == base
        }
    }

    private func trees(
        of repository: Repository, before tip: ObjectID, limit: Int
    ) -> [(commit: ObjectID, tree: ObjectID)] {
        guard let history = try? repository.recentHistory(of: tip, limit: limit) else { return [] }
        return history.compactMap { id in (try? repository.commit(id)).map { (id, $0.tree) } }
    }

    private static func blob(at path: String, in tree: ObjectID, _ repository: Repository) -> ObjectID? {
        guard let entry = try? repository.entry(at: path, in: tree), entry.mode.isBlob else { return nil }
        return entry.id
    }
}

extension UInt8 {
    /// Whether it is white space of ASCII.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
