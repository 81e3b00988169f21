/// Ports in whose place one side has others, while the other side has come to call them on the same machine:
/// `http://localhost:8080/` beside `APP_PORT=9090`; and addresses such as `db:5432` that one side has moved to another port.
///
/// Who only takes a port out leaves open what listens there.
struct ForgottenPorts {
    /// The ports, and how often the side that has them no more still calls them.
    private let forgotten: [String: Int]

    /// Nil where there is none.
    init?(_ values: Sides<Value>) {
        let gone = (
            local: Self.replaced(values.base, by: values.local).union(Self.moved(values.base, to: values.local)),
            incoming: Self.replaced(values.base, by: values.incoming)
                .union(Self.moved(values.base, to: values.incoming))
        )
        if gone.local.isEmpty && gone.incoming.isEmpty { return nil }
        let calls = values.map { Self.calls(in: $0.allTexts) }
        var forgotten: [String: Int] = [:]
        for (ports, own, other) in [
            (gone.local, calls.local, calls.incoming), (gone.incoming, calls.incoming, calls.local),
        ] {
            for port in ports where other[port] ?? 0 > calls.base[port] ?? 0 { forgotten[port] = own[port] ?? 0 }
        }
        if forgotten.isEmpty { return nil }
        self.forgotten = forgotten
    }

    /// A port that a merged value calls, and nothing listens on.
    func called(in value: Value) -> String? {
        let calls = Self.calls(in: value.allTexts)
        return Set(forgotten.filter { calls[$0.key] ?? 0 > $0.value }.keys)
            .subtracting(Self.ports(in: value)).min()
    }

    /// The numbers that stand nowhere any more, with another one in their place.
    private static func replaced(_ old: Value, by new: Value) -> Set<String> {
        var found: Set<String> = []
        func look(_ old: Value, _ new: Value, _ name: String) {
            if old == new { return }
            switch (old, new) {
            case (.map(let mine), .map(let theirs)):
                for (key, inner) in mine { if let other = theirs[key] { look(inner, other, key.name) } }
            case (.list(let mine), .list(let theirs)):
                let others = Dictionary(named(theirs)) { _, last in last }
                for (name, inner) in named(mine) { if let other = others[name] { look(inner, other, name) } }
            case (.marked(_, let mine), .marked(_, let theirs)): look(mine, theirs, name)
            default: if let port = port(old, name), self.port(new, name) != nil { found.insert(port) }
            }
        }
        look(old, new, "")
        return found.isEmpty ? [] : found.subtracting(ports(in: new))
    }

    /// The entries of a list in which numbers may have names, each by its name or its place.
    private static func named(_ list: [Value]) -> [(String, Value)] {
        list.enumerated().compactMap { $1.isScalar ? nil : ($1["name"]?.text ?? "\($0)", $1) }
    }

    /// The numbers under keys that end in `port`.
    private static func ports(in value: Value) -> Set<String> {
        var found: Set<String> = []
        func look(_ value: Value, _ name: String) {
            switch value {
            case .map(let pairs): for (key, inner) in pairs { look(inner, key.name) }
            case .list(let values): for (name, inner) in named(values) { look(inner, name) }
            case .marked(_, let inner): look(inner, name)
            case .string, .literal, .empty, .alias: if let port = port(value, name) { found.insert(port) }
            }
        }
        look(value, "")
        return found
    }

    /// The number under a name that ends in `port`.
    private static func port(_ value: Value, _ name: String) -> String? {
        // Smaller ones are counts of other things, too.
        guard let text = value.text, text.utf8.count > 3, text.utf8.count < 6, text.utf8.allSatisfy(\.isASCIIDigit),
            name.utf8.suffix(4).map({ $0 | 0x20 }) == Array("port".utf8)
        else { return nil }
        return text
    }

    /// The addresses of other machines that a side calls no more, since all its calls go to another port there.
    private static func moved(_ old: Value, to new: Value) -> Set<String> {
        func host(_ address: String) -> Substring? { address.firstIndex(of: ":").map { address[..<$0] } }
        let suspects = calls(in: old.allTexts(beside: new)).keys.filter { host($0) != nil }
        if suspects.isEmpty { return [] }
        let (before, now) = (calls(in: old.allTexts), calls(in: new.allTexts))
        let hosts = Set(now.keys.filter { before[$0] == nil }.compactMap(host))
        return Set(suspects.filter { now[$0] == nil && host($0).map(hosts.contains) == true })
    }

    /// How often each port of the same machine is called, and each `host:port` of another one.
    private static func calls(in texts: [String]) -> [String: Int] {
        texts.reduce(into: [:]) { counts, text in
            for address in AddressUses.addresses(in: text) {
                guard let port = address.port else { continue }
                if address.isOwn {
                    counts[port, default: 0] += 1
                } else if port.utf8.count > 3, port.utf8.count < 6 {
                    // Less is the tag of an image, too.
                    counts["\(address.host):\(port)", default: 0] += 1
                }
            }
        }
    }
}
