/// Finds what one side says of a block of Terraform that the other side made another one: a use of a variable whose type is
/// another, and an argument of a module that comes from elsewhere.
enum TerraformBlocks {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.hasSuffix(".tf") else { return [] }
        return numbered(sides) + changed(sides)
    }

    private static func changed(_ sides: SidedLines) -> [Contradiction] {
        let blocks = sides.lines.map(blocks)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !$0.isComment() }
            if added.isEmpty { return [] }
            return blocks.base.keys.sorted().flatMap { name -> [Contradiction] in
                guard let old = blocks.base[name]?.kind, let new = blocks[side][name]?.kind,
                    address(old.text) != address(new.text)
                else { return [] }
                let own = Set(blocks[other][name]?.lines ?? [])
                let isModule = name.hasPrefix("module ")
                let use = isModule ? "" : "var." + name.dropFirst("variable ".count)
                return added.filter { isModule ? own.contains($0.number) : reads(use, $0.text) }.map { line in
                    Contradiction("\(new.text) of \(line.text)", new, of: side, line, isOrdered: false)
                }
            }
        }
    }

    /// A number or a range that two new resources take of one thing: the priority of a rule, the addresses of a subnet.
    private static func numbered(_ sides: SidedLines) -> [Contradiction] {
        let (mine, theirs) = (numbers(sides, .local), numbers(sides, .incoming))
        return mine.compactMap { key, line in
            guard let other = theirs[key] else { return nil }
            return Contradiction(
                name: "number \(key)", texts: [line.text], copies: (sides.counts.base[line.text] ?? 0) + 2,
                places: JoinedLines(local: [line.number], incoming: [other.number]))
        }
    }

    /// The numbers in the resources that a side put in, by the kind of resource and by what it belongs to.
    private static func numbers(_ sides: SidedLines, _ side: SideName) -> [String: OutlineLine] {
        let added = Set(sides.added(by: side).map(\.number))
        var found: [String: OutlineLine] = [:]
        var (kind, owner): (String?, String) = (nil, "")
        for line in sides.lines[side] where !added.isEmpty {
            if line.indentation == 0 {
                let isNew = added.contains(line.number) && line.text.hasPrefix("resource ")
                if line.text != "}" { (kind, owner) = (isNew ? line.words.dropFirst().first : nil, "") }
                continue
            }
            guard let kind, let key = line.name(before: "="), let value = line.text.split(separator: "=").last else {
                continue
            }
            if owner.isEmpty, key.hasSuffix("_arn") || key.hasSuffix("_id") || key.hasSuffix("_name") {
                owner = "\(key) \(value)"
            }
            if unique.contains(key) { found["\(kind) \(owner) \(key) \(value)"] = line }
        }
        return found
    }

    private static let unique: Set<String> = ["priority", "rule_number", "rule_no", "cidr_block", "address_prefixes"]

    private struct Block {
        /// The line that says what kind of block it is: a type, a source.
        var kind: OutlineLine?
        var lines: [Int] = []
    }

    private static let blockHead = Pattern(/(variable|module)\s+"(\w+)"/)

    /// Variables and modules by name.
    private static func blocks(_ lines: [OutlineLine]) -> [String: Block] {
        var found: [String: Block] = [:]
        var open: (name: String, key: String)?
        for line in lines where !line.isComment() {
            if line.indentation == 0 {
                open = nil
                guard let match = line.text.prefixMatch(of: blockHead) else { continue }
                open = ("\(match.1) \(match.2)", match.1 == "module" ? "source" : "type")
            } else if let (name, key) = open {
                if line.words[0] == key { found[name, default: Block()].kind = line }
                found[name, default: Block()].lines.append(line.number)
            }
        }
        return found
    }

    /// What a line says, without space and without the version of a source.
    private static func address(_ text: String) -> String { String(text.filter { $0 != " " }.prefix { $0 != "?" }) }

    private static func reads(_ name: String, _ text: String) -> Bool {
        guard let place = text.firstRange(of: name), let next = text[place.upperBound...].first else {
            return text.hasSuffix(name)
        }
        return !(next.isLetter || next.isNumber || next == "_" || next == "-")
    }
}
