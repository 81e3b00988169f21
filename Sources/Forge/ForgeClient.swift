/// Calls of one forge's API: with the token, typed errors, and patience.
struct ForgeClient: Sendable {
    let kind: ForgeKind
    /// The API's root, without a slash at its end.
    let api: String
    let token: Token
    let transport: any HTTPTransport
    let pacer: Pacer

    /// Reads a resource below the API's root.
    func get(_ path: String, accepting statuses: Set<Int> = []) throws(ForgeError) -> HTTPReply {
        try call("GET", api + "/" + path, body: nil, accepting: statuses)
    }

    /// Reads a resource as JSON.
    func json(_ path: String) throws(ForgeError) -> JSON {
        try decode(try get(path), "GET", path)
    }

    /// Writes, and returns the reply as JSON.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: [String: any Sendable]) throws(ForgeError) -> JSON {
        try decode(try call(method, api + "/" + path, body: JSON.bytes(body)), method, path)
    }

    /// Writes where the reply says nothing, such as `DELETE`.
    func write(_ method: String, _ path: String) throws(ForgeError) {
        _ = try call(method, api + "/" + path, body: nil)
    }

    /// A reply's JSON.
    func decode(_ reply: HTTPReply, _ method: String, _ path: String) throws(ForgeError) -> JSON {
        if let json = JSON(reply.body), json.isObject || json.array != nil { return json }
        throw ForgeError(
            .malformed, "the reply is no JSON: \(excerpt(reply))",
            call: name(method, path.hasPrefix("http") ? path : api + "/" + path),
            hint: "a proxy or a login page may answer instead of the forge")
    }

    /// Makes a call, again where that is safe and makes sense.
    ///
    /// Reading calls are repeated when the forge failed or can't be reached. A write is not, since it may have been
    /// done. A call that met a rate limit did nothing: it is repeated while the wait is short.
    func call(
        _ method: String, _ url: String, body: [UInt8]?, accepting statuses: Set<Int> = []
    ) throws(ForgeError) -> HTTPReply {
        let isReading = method == "GET"
        var tries = 1
        var patience = pacer.patience
        while true {
            do throws(ForgeError) {
                return try once(method, url, body: body, accepting: statuses, isReading: isReading)
            } catch {
                let isFailure = error.code == .server || error.code == .unreachable
                if isReading, isFailure, tries < pacer.tries {
                    pacer.wait(Double(min(tries * tries, 10)))
                    tries += 1
                } else if error.code == .rateLimited, Double(max(1, error.retryAfter ?? 60)) <= patience {
                    let seconds = Double(max(1, error.retryAfter ?? 60))
                    patience -= seconds
                    pacer.wait(seconds)
                } else {
                    throw error
                }
            }
        }
    }

    private func once(
        _ method: String, _ url: String, body: [UInt8]?, accepting statuses: Set<Int>, isReading: Bool
    ) throws(ForgeError) -> HTTPReply {
        var target = url
        for _ in 0..<6 {
            let request = HTTPRequest(method: method, url: target, headers: headers(body), body: body)
            let reply: HTTPReply
            do throws(ForgeError) {
                if isReading {
                    reply = try transport.send(request)
                } else {
                    // A second is what GitHub asks for; on loopback nobody minds.
                    let usual: Double = kind == .github && !Self.isLoopback(api) ? 1 : 0
                    reply = try pacer.write(apart: usual) { () throws(ForgeError) in try transport.send(request) }
                }
            } catch {
                var error = error
                error.call = name(method, target)
                error.message = ForeignText.line(error.message, hiding: [token.secret])
                if !isReading, error.code == .unreachable {
                    error.hint = "the change may have been made nevertheless: look before you try again"
                }
                throw error
            }
            if let next = try redirect(reply, method, from: target, isReading: isReading) {
                target = next
                continue
            }
            if (200..<300).contains(reply.status) || statuses.contains(reply.status) { return reply }
            throw error(reply, name(method, target))
        }
        throw ForgeError(.malformed, "the reply leads round in a circle", call: name(method, url))
    }

    /// Where a reply sends the call to; only to the same host, and a write only where it stays the same write.
    private func redirect(
        _ reply: HTTPReply, _ method: String, from url: String, isReading: Bool
    ) throws(ForgeError) -> String? {
        guard [301, 302, 303, 307, 308].contains(reply.status) else { return nil }
        guard let location = reply.headers["location"], let next = Self.resolve(location, against: url) else {
            throw ForgeError(
                .malformed, "the reply is a redirect to another host, or to nowhere", call: name(method, url),
                hint: "is \(api) the address of the API?")
        }
        guard isReading || reply.status == 307 || reply.status == 308 else {
            throw ForgeError(
                .malformed, "the reply to a change is a redirect", call: name(method, url),
                hint: "the repository may have been renamed: set the remote to its new address")
        }
        return next
    }

    private func headers(_ body: [UInt8]?) -> [String: String] {
        var headers = ["User-Agent": "scaffold", "Accept": "application/json"]
        if body != nil { headers["Content-Type"] = "application/json" }
        switch kind {
        case .github:
            headers["Authorization"] = "Bearer \(token.secret)"
            headers["Accept"] = "application/vnd.github+json"
            headers["X-GitHub-Api-Version"] = "2022-11-28"
        case .gitlab: headers["Authorization"] = "Bearer \(token.secret)"
        case .gitea: headers["Authorization"] = "token \(token.secret)"
        }
        return headers
    }
}

extension ForgeClient {
    /// Scheme, host and port of an address.
    static func origin(_ url: String) -> Substring {
        guard let mark = url.firstRange(of: "://") else { return "" }
        let end = url[mark.upperBound...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" }
        return url[..<(end ?? url.endIndex)]
    }

    /// An address that a reply names, if it is on the same host, with the scheme that the call had.
    static func resolve(_ location: String, against url: String) -> String? {
        let own = origin(url)
        if location.hasPrefix("/") && !location.hasPrefix("//") { return String(own) + location }
        let other = origin(location)
        func host(_ origin: Substring) -> String {
            origin.drop { $0 != "/" }.lowercased()
        }
        guard !other.isEmpty, host(other) == host(own) else { return nil }
        // A forge behind a proxy may think that it is spoken to without TLS.
        return String(own) + location.dropFirst(other.count)
    }

    static func isLoopback(_ url: String) -> Bool {
        let host = origin(url).split(separator: "/").last ?? ""
        return host.hasPrefix("127.") || host.hasPrefix("localhost") || host.hasPrefix("[::1]")
    }

    /// A call's name in errors: without the query.
    func name(_ method: String, _ url: String) -> String {
        "\(method) \(ForeignText.line(String(url.prefix { $0 != "?" }), hiding: [token.secret]))"
    }

    /// How a reply begins that should have been another.
    func excerpt(_ reply: HTTPReply) -> String {
        let text = ForeignText.line(String(decoding: reply.body.prefix(2000), as: UTF8.self), hiding: [token.secret])
        return text.isEmpty ? "it is empty" : String(text.prefix(100))
    }
}
