import Git
import Template

/// What a tree has in the places where a template puts its answers.
///
/// A clone's folder need not be called like the service, and an author stands nowhere but in the files. The template is
/// rendered with answers that nothing else has; where its output has one, lines and paths of the tree that are alike before
/// and behind it tell what the answer was.
struct ProbedValues {
    /// How many values are worth a render.
    private static let limit = 5
    /// Larger files hardly hold an answer only once.
    private static let sizeLimit = 1 << 20
    /// How many lines of one file, and how many paths, are looked at.
    private static let placeLimit = 200

    private var votes: [String: [String: Int]] = [:]
    private var seen: Set<String> = []

    /// A text that no template has anywhere, fit for names of packages, hosts and files.
    static func text(_ index: Int) -> String {
        var letters = ""
        var rest = index
        repeat {
            letters += String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26)))
            rest /= 26
        } while rest > 0
        return "zqprobe\(letters)zq"
    }

    /// A number that no template has anywhere.
    static func number(_ index: Int) -> Int { 918_273_000 + index }

    /// Compares an output that was rendered with probes to a tree.
    /// - Parameters:
    ///   - probes: What stands for the answer to each question.
    ///   - accepts: Whether a text can be the answer to a question.
    init(
        _ baseline: Baseline, probes: [(name: String, text: String)], in local: any LocalFiles,
        accepts: (String, String) -> Bool
    ) throws {
        let probes = probes.map { (name: $0.name, bytes: Array($0.text.utf8)) }
        let isProbed = { (path: String) in probes.contains { Array(path.utf8).firstRange(of: $0.bytes) != nil } }
        let paths = baseline.files.contains { isProbed($0.path) } ? try local.files(under: "").map(\.path) : []
        var probedPaths = 0
        for file in baseline.files {
            var places = [file.path]
            if isProbed(file.path) {
                probedPaths += 1
                guard probedPaths <= Self.placeLimit else { continue }
                places = match(file.path, paths, probes, accepts)
            }
            note(file.bytes, probes)
            guard places.count == 1, file.mode != .symlink, file.bytes.count <= Self.sizeLimit,
                let own = try local.file(at: places[0]), own.isRegular, try local.size(of: own) <= Self.sizeLimit
            else { continue }
            compare(Self.lines(file.bytes), with: Self.lines(try local.bytes(of: own)), probes, accepts)
        }
    }

    /// What the answer to a question could be: what most places say first.
    func best(for name: String) -> [String] {
        let order = votes[name, default: [:]].sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        return order.prefix(Self.limit).map(\.key)
    }

    /// Whether the output shows the answer anywhere, in whatever case: if not, no text can be found for it.
    func shows(_ name: String) -> Bool { seen.contains(name) }

    private mutating func vote(_ line: ProbedLine, _ values: [String], _ accepts: (String, String) -> Bool) {
        for (name, value) in zip(line.names, values) where accepts(name, value) {
            votes[name, default: [:]][value, default: 0] += 1
        }
    }

    /// Finds the paths of the tree that a path with probes can stand for.
    private mutating func match(
        _ path: String, _ paths: [String], _ probes: [(name: String, bytes: [UInt8])],
        _ accepts: (String, String) -> Bool
    ) -> [String] {
        let parts = path.split(separator: "/").map { Array($0.utf8)[...] }
        let lines = parts.map { ProbedLine($0, probes) }
        seen.formUnion(lines.flatMap { $0?.names ?? [] })
        var found: [String] = []
        next: for candidate in paths {
            let others = candidate.split(separator: "/").map { Array($0.utf8)[...] }
            guard others.count == parts.count else { continue }
            var matches: [(ProbedLine, [String])] = []
            for (index, part) in parts.enumerated() {
                if let line = lines[index] {
                    guard let values = line.values(in: others[index]) else { continue next }
                    matches.append((line, values))
                } else if part != others[index] {
                    continue next
                }
            }
            found.append(candidate)
            for (line, values) in matches { vote(line, values, accepts) }
        }
        return found
    }

    private mutating func compare(
        _ rendered: [ArraySlice<UInt8>], with own: [ArraySlice<UInt8>], _ probes: [(name: String, bytes: [UInt8])],
        _ accepts: (String, String) -> Bool
    ) {
        var places = 0
        for (index, text) in rendered.enumerated() {
            guard let line = ProbedLine(text, probes) else { continue }
            places += 1
            guard places <= Self.placeLimit else { return }
            if line.isBare {
                guard rendered.count == own.count, let values = line.values(in: own[index]) else { continue }
                vote(line, values, accepts)
                continue
            }
            var known: Set<[String]> = []
            for other in own {
                guard let values = line.values(in: other), known.insert(values).inserted else { continue }
                vote(line, values, accepts)
            }
        }
    }

    /// Notes which probes a text shows, also where it can't be compared: in another case, twice in a line.
    private mutating func note(_ bytes: [UInt8], _ probes: [(name: String, bytes: [UInt8])]) {
        guard probes.contains(where: { !seen.contains($0.name) }) else { return }
        let lower = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        for probe in probes where !seen.contains(probe.name) && lower.firstRange(of: probe.bytes) != nil {
            seen.insert(probe.name)
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split { $0 == 0x0A || $0 == 0x0D }
    }
}
