import Foundation

/// What replies that are no success mean.
extension ForgeClient {
    /// The error that a reply tells.
    func error(_ reply: HTTPReply, _ call: String) -> ForgeError {
        let told = Self.message(reply)
        let text = ForeignText.line(told ?? "", hiding: [token.secret])
        let lower = text.lowercased()
        func make(_ code: ForgeError.Code, _ fallback: String, hint: String = "") -> ForgeError {
            ForgeError(code, text.isEmpty ? fallback : text, call: call, hint: hint)
        }
        if isRateLimit(reply, lower) {
            var error = make(.rateLimited, "too many calls")
            error.retryAfter = retryAfter(reply)
            error.hint = "come back later; nothing is lost"
            return error
        }
        // Gitea says 423, GitHub 403 with this text.
        let isClosed = lower.contains("archived") || lower.contains("repository is disabled")
        if reply.status == 423 || (isClosed && [403, 405, 409, 422].contains(reply.status)) {
            return make(.readOnly, "the repository takes no changes")
        }
        switch reply.status {
        case 401:
            return make(
                .unauthorized, "the token is refused",
                hint: "the token from \(token.origin) is wrong, or has expired or been revoked: make a new one")
        case 403: return make(.forbidden, "the token may not do this", hint: forbiddenHint(lower))
        case 404 where told != nil || reply.body.isEmpty:
            return make(
                .notFound, "there is no such thing",
                hint: "a repository that the token from \(token.origin) may not see looks the same")
        case 409: return make(.exists, "it is there already")
        case 422 where lower.contains("already exist"): return make(.exists, "it is there already")
        case 400, 405, 406, 410, 412, 413, 415, 422: return make(.invalid, "the forge refuses this call")
        case 500...: return make(.server, "the forge failed with \(reply.status)")
        default:
            return ForgeError(
                .malformed, "the reply \(reply.status) is none of this API: \(excerpt(reply))", call: call,
                hint: "is \(api) the address of the API?")
        }
    }

    /// What the forge itself says, from the fields that the three use for it.
    static func message(_ reply: HTTPReply) -> String? {
        guard let json = JSON(reply.body), json.isObject else { return nil }
        var parts: [String] = []
        for key in ["message", "error", "error_description"] {
            if let text = json[key].string {
                parts.append(text)
            } else if let list = json[key].array {
                parts += list.compactMap(\.string)
            } else if json[key].isObject {
                // GitLab: messages by the names of fields.
                for field in json[key].keys {
                    let texts = json[key][field].array?.compactMap(\.string) ?? []
                    parts.append("\(field) \(texts.joined(separator: ", "))")
                }
            }
        }
        // GitHub: details of a 422; GitLab and Gitea: lists of texts.
        for detail in json["errors"].array ?? [] {
            if let text = detail.string ?? detail["message"].string {
                parts.append(text)
            } else if let field = detail["field"].string {
                parts.append("\(field): \(detail["code"].string ?? "invalid")")
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    private func isRateLimit(_ reply: HTTPReply, _ message: String) -> Bool {
        if reply.status == 429 { return true }
        guard reply.status == 403 else { return false }
        return reply.headers["retry-after"] != nil || reply.headers["x-ratelimit-remaining"] == "0"
            || message.contains("secondary rate limit") || message.contains("rate limit exceeded")
            || message.contains("abuse detection") || message.contains("submitted too quickly")
    }

    /// Seconds until another try, from whichever header says so.
    private func retryAfter(_ reply: HTTPReply) -> Int? {
        let headers = reply.headers
        if let text = headers["retry-after"] {
            if let seconds = Int(text) { return max(0, seconds) }
            if let date = Self.date(text) { return max(0, Int(date.timeIntervalSince(Self.now(reply)).rounded(.up))) }
        }
        // The limit of calls per hour is told by the time of its end, that of bursts by nothing at all.
        guard headers["x-ratelimit-remaining"] == "0" || reply.status == 429,
            let end = (headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"]).flatMap(Double.init)
        else { return nil }
        return max(0, Int((end - Self.now(reply).timeIntervalSince1970).rounded(.up)))
    }

    /// The server's clock where it tells: this machine's may be wrong.
    private static func now(_ reply: HTTPReply) -> Date {
        reply.headers["date"].flatMap(date) ?? Date()
    }

    private static func date(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text)
    }

    private func forbiddenHint(_ message: String) -> String {
        if message.contains("not permitted to create or approve pull requests") {
            return "allow Actions to create pull requests in the repository's settings, or use another token"
        }
        if message.contains("saml") { return "authorise the token for the organisation's single sign-on" }
        switch kind {
        case .github:
            return "the token from \(token.origin) needs write access to contents and pull requests "
                + "(a classic one: the scope 'repo')"
        case .gitlab: return "the token from \(token.origin) needs the scope 'api' and the role Developer"
        case .gitea:
            return "the token from \(token.origin) needs write access to repositories and issues"
        }
    }
}
