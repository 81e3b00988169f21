import CCurl
import Synchronization

/// Calls through libcurl, which brings the system's certificates and proxies.
///
/// No cookies, no cache, and no redirects: who gets a token is decided elsewhere. Connections stay open between calls.
public final class CurlTransport: HTTPTransport {
    private let timeoutSeconds: Int
    private let sizeLimit: Int
    /// The handles, as addresses, that no call has now; each holds its open connections.
    private let idle = Mutex<[UInt]>([])

    /// Makes a transport.
    /// - Parameters:
    ///   - timeoutSeconds: how long a whole call may take.
    ///   - sizeLimit: how many bytes a reply may have.
    public init(timeoutSeconds: Int = 60, sizeLimit: Int = 64 << 20) {
        self.timeoutSeconds = timeoutSeconds
        self.sizeLimit = sizeLimit
    }

    deinit {
        let handles = idle.withLock { $0 }
        for handle in handles { UnsafeMutableRawPointer(bitPattern: handle).map { LibCurl.shared?.free($0) } }
    }

    /// Sends a request and waits for the whole reply.
    public func send(_ request: HTTPRequest) throws(ForgeError) -> HTTPReply {
        let address = request.url.lowercased()
        guard address.hasPrefix("https://") || address.hasPrefix("http://"), !hasBreaks(request.url) else {
            throw ForgeError(.malformed, "this is no address: \(ForeignText.line(request.url))")
        }
        // A line break would begin another header.
        if let name = request.headers.first(where: { hasBreaks($0.key) || hasBreaks($0.value) })?.key {
            throw ForgeError(.malformed, "there is a line break in the header \(ForeignText.line(name))")
        }
        guard let curl = LibCurl.shared else {
            throw ForgeError(
                .unavailable, "libcurl, which carries the calls, is not on this machine",
                hint: "install it: its package is called libcurl4, libcurl4t64 or libcurl")
        }
        guard
            let handle = idle.withLock({ $0.popLast() }).flatMap({ UnsafeMutableRawPointer(bitPattern: $0) })
                ?? curl.makeHandle()
        else { throw ForgeError(.unreachable, "libcurl could not be set up") }
        defer {
            curl.reset(handle)
            idle.withLock { $0.append(UInt(bitPattern: handle)) }
        }
        return try send(request, curl, handle)
    }

    private func send(
        _ request: HTTPRequest, _ curl: LibCurl, _ handle: UnsafeMutableRawPointer
    ) throws(ForgeError) -> HTTPReply {
        let arriving = ArrivingReply(sizeLimit: sizeLimit)
        // Without `Expect`, a longer body waits a second for a leave that many servers never give.
        let headers = curl.list(request.headers.map { "\($0.key): \($0.value)" } + ["Expect:"])
        defer { curl.free(headers) }
        curl.set(CURLOPT_URL, request.url, handle)
        curl.set(CURLOPT_HTTPHEADER, headers, handle)
        // No signals: there are other threads, and they have their own.
        curl.set(CURLOPT_NOSIGNAL, 1, handle)
        curl.set(CURLOPT_TIMEOUT, timeoutSeconds, handle)
        // Every way of compression that libcurl knows.
        curl.set(CURLOPT_ACCEPT_ENCODING, "", handle)
        let receiver = Unmanaged.passUnretained(arriving).toOpaque()
        curl.set(CURLOPT_HEADERDATA, receiver, handle)
        curl.set(CURLOPT_HEADERFUNCTION, { ArrivingReply.take($0, $1 * $2, $3) { $0.header($1) } }, handle)
        curl.set(CURLOPT_WRITEDATA, receiver, handle)
        curl.set(CURLOPT_WRITEFUNCTION, { ArrivingReply.take($0, $1 * $2, $3) { $0.body($1) } }, handle)
        let body = request.body ?? []
        let code: CURLcode = body.withUnsafeBufferPointer { bytes in
            // The length of an empty body is sent, too, which some servers want.
            if request.body != nil || ["POST", "PUT", "PATCH"].contains(request.method) {
                curl.set(CURLOPT_POSTFIELDSIZE, bytes.count, handle)
                curl.set(CURLOPT_POSTFIELDS, UnsafeRawPointer(bytes.baseAddress) ?? UnsafeRawPointer(receiver), handle)
            }
            if request.method == "HEAD" { curl.set(CURLOPT_NOBODY, 1, handle) }
            curl.set(CURLOPT_CUSTOMREQUEST, request.method, handle)
            return withExtendedLifetime(arriving) { curl.perform(handle) }
        }
        if arriving.isTooLong { throw ForgeError(.malformed, "the reply is too long") }
        if code == CURLE_OPERATION_TIMEDOUT {
            throw ForgeError(.unreachable, "there was no whole reply within \(timeoutSeconds) seconds")
        }
        guard code == CURLE_OK else { throw ForgeError(.unreachable, ForeignText.line(curl.text(of: code))) }
        return HTTPReply(status: curl.status(handle), headers: arriving.headers, body: arriving.bytes)
    }

    private func hasBreaks(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
}

/// Collects what arrives for one call.
private final class ArrivingReply {
    private let sizeLimit: Int
    private(set) var headers: [String: String] = [:]
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLong = false

    init(sizeLimit: Int) { self.sizeLimit = sizeLimit }

    /// Hands what libcurl got to the reply that it belongs to; returns how much was taken, anything else ends the call.
    static func take(
        _ data: UnsafeMutablePointer<CChar>?, _ count: Int, _ receiver: UnsafeMutableRawPointer?,
        _ body: (ArrivingReply, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let receiver else { return 0 }
        let reply = Unmanaged<ArrivingReply>.fromOpaque(receiver).takeUnretainedValue()
        return body(reply, UnsafeRawBufferPointer(start: data, count: count)) ? count : -1
    }

    /// A line of the headers; a new status line begins a new reply, as after `100 Continue`.
    func header(_ line: UnsafeRawBufferPointer) -> Bool {
        if line.starts(with: "HTTP/".utf8) { headers = [:] }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let isSpace: (UInt8) -> Bool = { [" ", "\t", "\r", "\n"].contains(UnicodeScalar($0)) }
        let end = line.lastIndex { !isSpace($0) } ?? colon
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: line[(colon + 1)..<(end + 1)].drop(while: isSpace), as: UTF8.self)
        headers[name] = headers[name].map { "\($0), \(value)" } ?? value
        return true
    }

    func body(_ part: UnsafeRawBufferPointer) -> Bool {
        isTooLong = bytes.count + part.count > sizeLimit
        if isTooLong { return false }
        bytes.append(contentsOf: part)
        return true
    }
}
