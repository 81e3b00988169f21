import FlyingFox
import FlyingSocks
import Foundation

/// A request as the three APIs read it.
struct Call: Sendable {
    var method: String
    /// The path as it was sent, without the query.
    var path: String
    /// The decoded parts of the path.
    var parts: [String]
    var query: [String: String] = [:]
    /// The headers by names in lower case.
    var headers: [String: String] = [:]
    var body: Data
    /// Whose token it came with.
    var user = ""
    /// Whether lists answer as they were before the newest pull request was made.
    var isStale = false
    /// Whether lists name themselves as their next page.
    var isLoop = false

    init(_ request: HTTPRequest, body: Data) {
        method = request.method.rawValue
        path = request.target.path()
        self.body = body
        parts = path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        for pair in request.target.query().split(separator: "&") {
            let fields = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let words = fields.map { $0.replacing("+", with: " ").removingPercentEncoding ?? String($0) }
            query[words[0]] = words.count > 1 ? words[1] : ""
        }
        for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
    }

    var rawQuery: String {
        query.map { "\($0.key)=\(encoded($0.value))" }.sorted().joined(separator: "&")
    }

    /// The body's fields; without a body those of the query, which GitLab takes as well.
    var fields: [String: Any] {
        let json = try? JSONSerialization.jsonObject(with: body)
        // GitHub takes a bare list of labels too.
        if let labels = json as? [String] { return ["labels": labels] }
        return json as? [String: Any] ?? query
    }

    func string(_ key: String) -> String? { fields[key] as? String }
    func bool(_ key: String) -> Bool? { fields[key] as? Bool ?? (fields[key] as? String).map { $0 == "true" } }
    func strings(_ key: String) -> [String] {
        fields[key] as? [String] ?? (fields[key] as? String)?.split(separator: ",").map(String.init) ?? []
    }
    func ints(_ key: String) -> [Int] { (fields[key] as? [Any] ?? []).compactMap { $0 as? Int } }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

/// What is sent back.
struct Reply: Sendable {
    var status: Int
    var headers: [String: String] = [:]
    var body = Data()
    /// What the request changed.
    var changed: [String] = []
    /// How many bytes of the body are sent before the connection breaks; nil for all.
    var breaksAfter: Int?

    static func json(_ status: Int, _ value: Any, headers: [String: String] = [:], changed: [String] = []) -> Reply {
        let body = try? JSONSerialization.data(
            withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes])
        var headers = headers
        headers["Content-Type"] = "application/json; charset=utf-8"
        return Reply(status: status, headers: headers, body: body ?? Data(), changed: changed)
    }

    func response() async throws -> HTTPResponse {
        var all = HTTPHeaders()
        for (name, value) in headers { all[HTTPHeader(name)] = value }
        let code = HTTPStatusCode(status, phrase: status < 400 ? "OK" : "Error")
        guard let breaksAfter else { return HTTPResponse(statusCode: code, headers: all, body: body) }
        let torn = TornBody(bytes: [UInt8](body.prefix(breaksAfter)))
        let whole = HTTPBodySequence(from: torn, count: body.count + 1)
        return HTTPResponse(statusCode: code, headers: all, body: whole)
    }
}

/// A body that ends before it should: the server then closes the connection.
private struct TornBody: AsyncBufferedSequence {
    typealias Element = UInt8
    let bytes: [UInt8]

    struct Iterator: AsyncBufferedIteratorProtocol {
        var rest: [UInt8]

        mutating func next() async throws -> UInt8? { throw SocketError.disconnected }

        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            guard !rest.isEmpty else { throw SocketError.disconnected }
            defer { rest = [] }
            return rest
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes) }
}
