/// Ports in whose place one side has others, while the other side has come to call them on the same machine:
/// `http://localhost:8080/` beside `APP_PORT=9090`; and addresses such as `db:5432` that one side has moved to another port.
///
/// Who only takes a port out leaves open what listens there.
struct ForgottenPorts {
    /// The ports, and how often the side that has them no more still calls them.
    private let forgotten: [String: Int]

    /// Nil where there is none.
    init?(_ values: Sides<Value>) {
        let ports = values.map { Self.ports(in: $0) }
        let calls = values.map { Self.calls(in: $0) }
        let gone = (
            local: Self.replaced(ports.base, by: ports.local).union(Self.moved(calls.base, to: calls.local)),
            incoming: Self.replaced(ports.base, by: ports.incoming).union(Self.moved(calls.base, to: calls.incoming))
        )
        if gone.local.isEmpty && gone.incoming.isEmpty { return nil }
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
        let calls = Self.calls(in: value)
        return Set(forgotten.filter { calls[$0.key] ?? 0 > $0.value }.keys)
            .subtracting(Self.ports(in: value).values).min()
    }

    /// The numbers that stand nowhere any more, with another one in their place.
    private static func replaced(_ old: [[String]: String], by new: [[String]: String]) -> Set<String> {
        let moved = old.filter { path, port in new[path].map { $0 != port } ?? false }
        return Set(moved.values).subtracting(new.values)
    }

    /// The numbers under keys that end in `port`, by the names on the way to them.
    private static func ports(in value: Value) -> [[String]: String] {
        var found: [[String]: String] = [:]
        func look(_ value: Value, _ path: [String]) {
            switch value {
            case .map(let pairs): for (key, inner) in pairs { look(inner, path + [key.name]) }
            case .list(let values):
                for (index, inner) in values.enumerated() { look(inner, path + [inner["name"]?.text ?? "\(index)"]) }
            case .marked(_, let inner): look(inner, path)
            case .string(let text), .literal(let text):
                // Smaller ones are counts of other things, too.
                if text.utf8.count > 3, text.utf8.count < 6, text.utf8.allSatisfy(\.isASCIIDigit),
                    path.last?.utf8.suffix(4).map({ $0 | 0x20 }) == Array("port".utf8)
                {
                    found[path] = text
                }
            case .empty, .alias: break
            }
        }
        look(value, [])
        return found
    }

    /// The addresses of other machines that a side calls no more, since all its calls go to another port there.
    private static func moved(_ old: [String: Int], to new: [String: Int]) -> Set<String> {
        func host(_ address: String) -> Substring? { address.firstIndex(of: ":").map { address[..<$0] } }
        let gone = old.keys.filter { new[$0] == nil && host($0) != nil }
        if gone.isEmpty { return [] }
        let hosts = Set(new.keys.filter { old[$0] == nil }.compactMap(host))
        return Set(gone.filter { host($0).map(hosts.contains) == true })
    }

    /// How often each port of the same machine is called, and each `host:port` of another one.
    private static func calls(in value: Value) -> [String: Int] {
        value.allTexts.reduce(into: [:]) { counts, text in
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
