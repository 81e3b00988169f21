import Git
import Template

/// What a service could be called, by what stands in its files where the template puts the name.
///
/// A clone's folder need not be called like the service. The template is rendered with a name that nothing else has; where
/// a line of the output has it, lines of the tree that are alike before and after it tell names.
struct NameCandidates {
    /// A name that no template has anywhere.
    static let probe = "zqprobezq"
    /// How many names are worth a render.
    private static let limit = 5
    /// Larger files hardly hold a name only once.
    private static let sizeLimit = 1 << 20

    private var votes: [String: Int] = [:]

    /// Compares an output that was rendered with the probe to a tree.
    /// - Parameter isName: Whether a text is allowed as a name.
    init(_ baseline: Baseline, in local: any LocalFiles, isName: (String) -> Bool) throws {
        for file in baseline.files where file.mode != .symlink && file.bytes.count <= Self.sizeLimit {
            let places = Self.lines(file.bytes).compactMap(Self.surroundings)
            guard !places.isEmpty, let own = try local.file(at: file.path), own.isRegular,
                try local.size(of: own) <= Self.sizeLimit
            else { continue }
            let lines = Self.lines(try local.bytes(of: own))
            for (before, after) in places {
                var found: Set<String> = []
                for line in lines {
                    guard line.count > before.count + after.count, line.starts(with: before),
                        line.suffix(after.count).elementsEqual(after)
                    else { continue }
                    let name = String(decoding: line.dropFirst(before.count).dropLast(after.count), as: UTF8.self)
                    if isName(name) { found.insert(name) }
                }
                for name in found { votes[name, default: 0] += 1 }
            }
        }
    }

    /// The names that most places have, the most frequent first.
    var best: [String] {
        let order = votes.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        return order.prefix(Self.limit).map(\.key)
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split { $0 == 0x0A || $0 == 0x0D }
    }

    /// What stands before and after the probe in a line; nil where it is not there once, or alone.
    private static func surroundings(
        _ line: ArraySlice<UInt8>
    ) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
        let name = Array(probe.utf8)
        guard let place = line.firstRange(of: name), line[place.upperBound...].firstRange(of: name) == nil,
            line.count > name.count
        else { return nil }
        return (line[..<place.lowerBound], line[place.upperBound...])
    }
}
