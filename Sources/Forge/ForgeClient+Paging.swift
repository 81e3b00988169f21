/// Lists that come in pages.
extension ForgeClient {
    /// All entries of a list.
    /// - Parameters:
    ///   - path: with its query; the page's size is added.
    ///   - key: the field that has the list; nil when the reply is the list.
    /// - Throws: `malformed` when pages lead to another host, in a circle, or don't end.
    func all(_ path: String, in key: String? = nil) throws(ForgeError) -> [JSON] {
        let size = kind == .gitea ? "limit=50" : "per_page=100"
        let first = "\(api)/\(path)\(path.contains("?") ? "&" : "?")\(size)"
        var next: String? = first
        var seen: Set<String> = []
        var result: [JSON] = []
        while let url = next {
            guard seen.insert(url).inserted, seen.count <= 1000 else {
                throw ForgeError(.malformed, "the list's pages don't end", call: name("GET", url))
            }
            let reply = try call("GET", url, body: nil)
            let json = try decode(reply, "GET", url)
            guard let entries = key.map({ json[$0].array }) ?? json.array else {
                throw ForgeError(.malformed, "the reply is no list", call: name("GET", url))
            }
            result += entries
            next = try following(reply, url)
        }
        return result
    }

    /// The address of the next page; nil on the last one.
    private func following(_ reply: HTTPReply, _ url: String) throws(ForgeError) -> String? {
        if let link = reply.headers["link"].flatMap(Self.nextLink) {
            guard let next = Self.resolve(link, against: url) else {
                throw ForgeError(
                    .malformed, "the list's next page is on another host", call: name("GET", url),
                    hint: "the forge's own address in its settings may be wrong")
            }
            return next
        }
        // GitLab without Link headers.
        guard let page = reply.headers["x-next-page"], let number = Int(page) else { return nil }
        let parts = url.split(separator: "?", maxSplits: 1)
        let query = parts.count > 1 ? parts[1].split(separator: "&").filter { !$0.hasPrefix("page=") } : []
        return "\(parts[0])?\((query + ["page=\(number)"]).joined(separator: "&"))"
    }

    /// The address of `rel="next"` in a Link header.
    static func nextLink(_ header: String) -> String? {
        var rest = header[...]
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let address = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            // Parameters go on to the comma before the next address.
            let parameters = rest[..<(rest.firstIndex(of: "<") ?? rest.endIndex)].lowercased()
            if parameters.contains("rel=\"next\"") || parameters.contains("rel=next") { return String(address) }
        }
        return nil
    }
}
