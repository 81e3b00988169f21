/// A page of a list.
enum Page {
    /// The entries of the page that a request asks for, with the headers that lead to the next one.
    static func reply<Entry>(
        _ entries: [Entry], _ call: Call, url: String, wrap: ([Entry]) -> Any
    ) -> Reply {
        let asked = Int(call.query["per_page"] ?? call.query["limit"] ?? "") ?? 30
        let size = max(1, min(100, asked))
        let page = max(1, Int(call.query["page"] ?? "") ?? 1)
        let start = min(entries.count, (page - 1) * size)
        let end = min(entries.count, start + size)
        var headers = [
            "X-Total-Count": "\(entries.count)", "X-Total": "\(entries.count)", "X-Page": "\(page)",
            "X-Per-Page": "\(size)", "X-Total-Pages": "\(max(1, (entries.count + size - 1) / size))",
            "X-Next-Page": end < entries.count ? "\(page + 1)" : "",
        ]
        var links: [String] = []
        func link(_ number: Int, _ relation: String) {
            var next = call
            next.query["page"] = "\(number)"
            links.append("<\(url)\(call.path)?\(next.rawQuery)>; rel=\"\(relation)\"")
        }
        if call.isLoop {
            link(page, "next")
        } else if end < entries.count {
            link(page + 1, "next")
            link((entries.count + size - 1) / size, "last")
        }
        if page > 1 { link(1, "first") }
        if !links.isEmpty { headers["Link"] = links.joined(separator: ", ") }
        return .json(200, wrap(Array(entries[start..<end])), headers: headers)
    }
}
