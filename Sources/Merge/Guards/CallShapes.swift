/// Finds calls that one side brought of a function which the other side made take, or give, something else.
///
/// The side that changed the function changed all calls that it knew of; the new one it did not. Where the call fits both
/// declarations, as with a parameter that has a default, nothing is wrong.
struct CallShapes {
    let reader: SignatureReader
    /// The functions of each side.
    let functions: Sides<[String: SignatureReader.Function]>

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            lazy var holders = objects(in: sides.lines[other])
            let code = Set(reader.code(sides.lines[other]).map(\.number))
            let added = sides.added(by: other).filter { code.contains($0.number) }
            return functions.base.keys.sorted().flatMap { name -> [Contradiction] in
                guard let old = functions.base[name], let new = functions[side][name],
                    let same = functions[other][name],
                    old.signature == same.signature, old.signature != new.signature
                else { return [] }
                // The first line that only the changed declaration has: in a merge, so is the change.
                let changed = new.lines.first { sides.counts.base[$0.text] == nil }
                let numbers = Set(new.lines.map(\.number))
                return added.compactMap { line in
                    let isSuper =
                        old.isMaker && line.text.holds("super") && base(of: line, sides.lines[other]) == name
                    guard isSuper || line.text.contains(name + "("),
                        !same.lines.contains(where: { $0.number == line.number }),
                        reader.calls(
                            of: old,
                            in: named(
                                name, in: statement(at: line, sides.lines[other]), isSuper,
                                old.isMethod ? holders[old.owner] : nil)
                        ).contains(where: {
                            isTorn($0, from: old.signature, to: new.signature)
                        })
                    else { return nil }
                    let text = reader.language == .java || reader.language == .sharp ? nil : changed?.text
                    return Contradiction(
                        name: "call of \(name) in \(line.text)", texts: [text, line.text].compactMap { $0 },
                        places: JoinedLines(side, numbers, other: [line.number]))
                }
            }
        }
    }

    /// Whether a call fits what a function was, and not what it has become.
    private func isTorn(
        _ call: (call: CallText, before: String, after: String), from old: Signature, to new: Signature
    ) -> Bool {
        guard old.accepts(call.call) else { return false }
        if !new.accepts(call.call) || old.reorders(call.call, for: new) { return true }
        switch reader.language {
        case .python where old.result != new.result && !old.result.isEmpty && !new.result.isEmpty:
            let before = call.before.hasSuffix("await ") ? String(call.before.dropLast("await ".count)) : call.before
            if let names = targets(before) { return "\(names)" == old.result }
            // Who hands the values on, or takes one of them, may do so with any number.
            return old.result == "1" && !before.trimmed.isEmpty && !before.hasPrefix("return ")
                && !call.after.hasPrefix("[")
        case .python, .script:
            return new.isAsync && !old.isAsync && !isAwaited(call)
        case .go:
            guard old.goResults != new.goResults else { return false }
            if let names = targets(call.before) { return names == old.goResults }
            // A call whose values nobody takes fits any number of them.
            let isAlone = call.before.trimmed.isEmpty || call.before.hasPrefix("go ") || call.before.hasPrefix("defer ")
            return old.goResults == 1 && !isAlone
        case .rust:
            if new.isAsync, !old.isAsync { return !call.after.hasPrefix(".await") && !isAwaited(call) }
            return Self.holder(old.result) != Self.holder(new.result)
        default: return false
        }
    }

    /// A line, and those that its last bracket goes on over.
    private func statement(at line: OutlineLine, _ lines: [OutlineLine]) -> String {
        guard line.text.hasSuffix("("), let index = lines.firstIndex(where: { $0.number == line.number }) else {
            return line.text
        }
        var text = line.text
        for next in lines[(index + 1)...].prefix(20) {
            text += " " + next.text
            if next.indentation <= line.indentation { break }
        }
        return text
    }

    private static let baseClass = Pattern(/class\s+\w+\s*(?:\(|extends\s+|:\s*)(\w+)/)

    /// The class that the one around a line is made of.
    private func base(of line: OutlineLine, _ lines: [OutlineLine]) -> String? {
        let type = lines.last {
            $0.number < line.number && $0.indentation < line.indentation && $0.text.holds("class ")
        }
        return type?.text.firstMatch(of: Self.baseClass).map { String($0.1) }
    }

    /// The variables that hold an object of each class.
    private func objects(in lines: [OutlineLine]) -> [String: [String]] {
        lines.compactMap { HeldObject($0.text) }.reduce(into: [:]) { $0[$1.type, default: []].append($1.name) }
    }

    /// A call of what a class is made of by the name of that, and one of an object as the class itself would write it.
    private func named(_ name: String, in text: String, _ isSuper: Bool, _ objects: [String]?) -> String {
        func replaced(_ word: String, _ new: String) -> String {
            guard let place = text.firstRange(of: word) else { return text }
            return text[..<place.lowerBound] + new + text[place.upperBound...]
        }
        if isSuper {
            return reader.language == .python
                ? replaced("super().__init__(", name + "(") : replaced("super(", "new " + name + "(")
        }
        let owner = reader.language == .python || reader.language == .swift ? "self." : "this."
        let object = objects?.first { text.contains($0 + "." + name + "(") }
        return object.map { replaced($0 + "." + name + "(", owner + name + "(") } ?? text
    }

    /// Whether somebody waits for what a call promises.
    private func isAwaited(_ call: (call: CallText, before: String, after: String)) -> Bool {
        // Who hands on a part of it has waited before: a promise has none.
        if call.before.hasSuffix("return this.") || call.before.hasSuffix("return "), call.after.hasPrefix("[") {
            return false
        }
        return ["await ", "yield ", "return ", "void ", "run(", "gather(", "task(", "wait(", "all(", "Task("].contains {
            call.before.contains($0)
        } || [".then", ".catch", ".finally"].contains { call.after.contains($0) }
    }

    /// How many names a line gives to what a call returns; nil where it gives none.
    private func targets(_ before: String) -> Int? {
        let text = before.trimmed
        guard text.hasSuffix("=") else { return nil }
        return text.dropLast().drop { $0 == ":" }.split(separator: ",").count
    }

    /// What a value of Rust comes in, where it may be missing.
    private static func holder(_ result: String) -> String {
        let type = result.drop { "-> ".contains($0) }
        let name = type.prefix { $0 != "<" }.split(separator: ":").last.map(String.init) ?? ""
        return ["Result", "Option"].contains(name) ? name : ""
    }
}
