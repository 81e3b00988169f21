/// What each entry of a collection has for itself, such as a port, a path or a place in an order: where both sides bring an
/// entry, each under a name of its own, they may have taken the same.
enum SharedPlaces {
    /// Whether two merged entries have the same of what no two had on any side.
    static func exist(in merged: some Collection<Value>, _ sides: Sides<[Value]>) -> Bool {
        guard sides.base.count > 1, merged.count > 2 else { return false }
        return keys.contains { key in
            guard let texts = texts(merged, key), Set(texts).count < texts.count else { return false }
            return [sides.base, sides.local, sides.incoming].allSatisfy { side in
                guard let own = self.texts(side, key) else { return false }
                return Set(own).count == own.count
            }
        }
    }

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
        "port", "containerPort", "nodePort", "hostPort", "localPort", "path", "mountPath", "host", "hostname", "domain",
        "url", "address", "endpoint", "route", "topic", "queue", "queueName", "secretKey", "email", "username", "slug",
        "cidr", "subnet", "dest", "target", "priority", "order", "alias", "plugin", "label", "title", "code", "event",
        "repo",
        "repository", "pattern", "prefix", "file", "table", "metric", "image",
    ]
}
