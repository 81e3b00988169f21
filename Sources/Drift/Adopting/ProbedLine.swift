/// A line or a part of a path in which a template put answers: what stands between them, and whose they are.
struct ProbedLine {
    /// What stands before, between and behind the answers: one more than there are answers.
    private let literals: [ArraySlice<UInt8>]
    /// The questions whose answers stand there.
    let names: [String]

    /// Whether only the place of the line tells which it is: nothing but spaces stands around the answer.
    var isBare: Bool { literals.allSatisfy { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 } } }

    /// Takes a text apart; nil where it has no probe, one of them twice, or two without anything between them.
    init?(_ text: ArraySlice<UInt8>, _ probes: [(name: String, bytes: [UInt8])]) {
        var places: [(range: Range<Int>, name: String)] = []
        for probe in probes {
            guard let range = text.firstRange(of: probe.bytes) else { continue }
            if text[range.upperBound...].firstRange(of: probe.bytes) != nil { return nil }
            places.append((range, probe.name))
        }
        guard !places.isEmpty else { return nil }
        places.sort { $0.range.lowerBound < $1.range.lowerBound }
        var literals: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        for (index, place) in places.enumerated() {
            guard place.range.lowerBound >= start, index == 0 || place.range.lowerBound > start else { return nil }
            literals.append(text[start..<place.range.lowerBound])
            start = place.range.upperBound
        }
        self.literals = literals + [text[start...]]
        names = places.map(\.name)
    }

    /// What another text has in the places of the answers, in their order; nil where it is another line.
    func values(in text: ArraySlice<UInt8>) -> [String]? {
        guard let first = literals.first, let last = literals.last,
            text.count >= first.count + last.count + names.count,
            text.starts(with: first), text.suffix(last.count).elementsEqual(last)
        else { return nil }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        var values: [String] = []
        for literal in literals.dropFirst().dropLast() {
            guard let range = rest.dropFirst().firstRange(of: literal) else { return nil }
            values.append(String(decoding: rest[..<range.lowerBound], as: UTF8.self))
            rest = rest[range.upperBound...]
        }
        guard !rest.isEmpty else { return nil }
        return values + [String(decoding: rest, as: UTF8.self)]
    }
}
