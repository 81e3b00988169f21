/// What went wrong with a forge: what, where, why and how to fix it.
///
/// Never holds a token.
public struct ForgeError: Error, Hashable, Sendable {
    /// The kinds of failure that callers tell apart.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The host can't be reached, or didn't answer in time.
        case unreachable
        /// There is no token, or it is refused or has expired (401).
        case unauthorized
        /// The token may not do this (403).
        case forbidden
        /// There is no such thing, or the token may not see it (404).
        case notFound
        /// What was to be made is there already (409, or 422 with that reason).
        case exists
        /// Too many calls: come back later.
        case rateLimited
        /// The forge refuses what it was sent (422 and other 4xx).
        case invalid
        /// The repository takes no changes: archived, disabled.
        case readOnly
        /// The forge failed (5xx); a write may have been done nevertheless.
        case server
        /// The reply is none that this API gives: HTML, torn JSON, a redirect to another host.
        case malformed
        /// What carries calls is missing on this machine.
        case unavailable
        /// The address names no forge that is known.
        case unknownForge
    }

    /// What kind of failure it is.
    public var code: Code
    /// What happened, as a sentence without a final full stop.
    public var message: String
    /// Method and address of the call, without anything secret; empty where there was none.
    public var call: String
    /// How to fix it; empty when nothing useful is known.
    public var hint: String
    /// After how many seconds another try makes sense; nil where that is not known.
    public var retryAfter: Int?

    /// Makes an error.
    public init(_ code: Code, _ message: String, call: String = "", hint: String = "", retryAfter: Int? = nil) {
        self.code = code
        self.message = message
        self.call = call
        self.hint = hint
        self.retryAfter = retryAfter
    }

    /// Whether the same call may succeed later, with nothing changed.
    public var isTemporary: Bool { [.unreachable, .rateLimited, .server].contains(code) }
}
