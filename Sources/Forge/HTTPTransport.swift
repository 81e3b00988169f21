/// One call over HTTP.
public struct HTTPRequest: Hashable, Sendable {
    /// The verb, such as `GET`.
    public var method: String
    /// The whole address.
    public var url: String
    /// The headers; one of them may hold a token.
    public var headers: [String: String]
    /// The body; nil for none.
    public var body: [UInt8]?

    /// Makes a call.
    public init(method: String, url: String, headers: [String: String] = [:], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What came back.
public struct HTTPReply: Hashable, Sendable {
    /// The status, such as 200.
    public var status: Int
    /// The headers by names in lower case.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]

    /// Makes a reply; names of headers are brought to lower case.
    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        self.body = body
    }
}

/// What carries calls; tests put another one in.
public protocol HTTPTransport: Sendable {
    /// Sends a request and waits for the whole reply, whatever its status; redirects are replies like others.
    ///
    /// - Throws: `unreachable` when no whole reply came, `malformed` when it is too long.
    func send(_ request: HTTPRequest) throws(ForgeError) -> HTTPReply
}
