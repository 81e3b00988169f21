/// What each entry of a collection has for itself, such as a port, a path or a place in an order: where both sides bring an
/// entry, each under a name of its own, they may have taken the same.
enum SharedPlaces {
    /// Whether two merged entries have the same of what no two had on any side.
    /// - Parameter isNamed: whether the entries have names, beside what they say themselves.
    static func exist(in merged: some Collection<Value>, _ sides: Sides<[Value]>, isNamed: Bool) -> Bool {
        guard merged.count > 1 else { return false }
        if choices.contains(where: { key in isChosenTwice(key, merged, sides) }) { return true }
        guard sides.base.count > 1, merged.count > 2 else { return false }
        let isNamed = isNamed || merged.contains { ($0["name"] ?? $0["id"] ?? $0["key"]) != nil }
        return (isNamed ? keys : keys + names).contains { key in
            guard let texts = texts(merged, key), Set(texts).count < texts.count else { return false }
            return [sides.base, sides.local, sides.incoming].allSatisfy { side in
                guard let own = self.texts(side, key) else { return false }
                return Set(own).count == own.count
            }
        }
    }

    /// Whether two merged entries say that they are the one, where no two do on any side.
    private static func isChosenTwice(_ key: String, _ merged: some Collection<Value>, _ sides: Sides<[Value]>) -> Bool
    {
        func count(_ values: some Collection<Value>) -> Int { values.count { $0[key]?.text == "true" } }
        // There it is what a setting is where nobody says it.
        if key == "default", merged.contains(where: { $0["type"] != nil || $0["description"] != nil }) { return false }
        return count(merged) > 1 && [sides.base, sides.local, sides.incoming].allSatisfy { count($0) < 2 }
    }

    private static let choices = ["default", "is_default", "primary", "isPrimary", "is_primary"]

    /// What every entry has under a key; nil where one has nothing.
    private static func texts(_ values: some Collection<Value>, _ key: String) -> [String]? {
        var texts: [String] = []
        for value in values {
            guard case .map(let pairs) = value, let text = pairs[Key(key)]?.text else { return nil }
            texts.append(text.withoutLastSlash)
        }
        return texts
    }

    private static let keys = [
        "port", "containerPort", "nodePort", "hostPort", "localPort", "path", "mountPath", "domain", "url", "endpoint",
        "route", "topic", "queue", "queueName", "secretKey", "email", "username", "slug", "cidr", "subnet", "dest",
        "target", "priority", "order", "alias", "plugin", "label", "title", "code", "rule",
        "ip", "ip_address", "ansible_host",
    ]

    /// What tells entries apart that have no other name, and what those that have one may share.
    private static let names = [
        "host", "hostname", "address", "repo", "repository", "table", "event", "pattern", "file", "image", "metric",
        "prefix",
    ]
}
