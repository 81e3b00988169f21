import CCurl
import Synchronization

/// Calls through libcurl, which brings the system's certificates and proxies.
///
/// No cookies, no cache, and no redirects: who gets a token is decided elsewhere. Connections stay open between calls.
public final class CurlTransport: HTTPTransport {
    private let timeoutSeconds: Int
    private let sizeLimit: Int
    /// The handles that no call has now; each holds its open connections.
    private let idle = Mutex<[CurlHandle]>([])

    /// Makes a transport.
    /// - Parameters:
    ///   - timeoutSeconds: how long a whole call may take.
    ///   - sizeLimit: how many bytes a reply may have.
    public init(timeoutSeconds: Int = 60, sizeLimit: Int = 64 << 20) {
        self.timeoutSeconds = timeoutSeconds
        self.sizeLimit = sizeLimit
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
        guard let handle = idle.withLock({ $0.popLast() }) ?? CurlHandle(curl) else {
            throw ForgeError(.unreachable, "libcurl could not be set up")
        }
        defer {
            handle.reset()
            idle.withLock { $0.append(handle) }
        }
        return try send(request, curl, handle)
    }

    private func send(_ request: HTTPRequest, _ curl: LibCurl, _ handle: CurlHandle) throws(ForgeError) -> HTTPReply {
        let arriving = ArrivingReply(sizeLimit: sizeLimit)
        // Without `Expect`, a longer body waits a second for a leave that many servers never give.
        let headers = curl.list(request.headers.map { "\($0.key): \($0.value)" } + ["Expect:"])
        defer { curl.free(headers) }
        handle.set(CURLOPT_URL, request.url)
        handle.set(CURLOPT_HTTPHEADER, headers)
        // No signals: there are other threads, and they have their own.
        handle.set(CURLOPT_NOSIGNAL, 1)
        handle.set(CURLOPT_TIMEOUT, timeoutSeconds)
        // Every way of compression that libcurl knows.
        handle.set(CURLOPT_ACCEPT_ENCODING, "")
        let receiver = Unmanaged.passUnretained(arriving).toOpaque()
        handle.set(CURLOPT_HEADERDATA, receiver)
        handle.set(CURLOPT_HEADERFUNCTION, { ArrivingReply.take($0, $1 * $2, $3) { $0.addHeader($1) } })
        handle.set(CURLOPT_WRITEDATA, receiver)
        handle.set(CURLOPT_WRITEFUNCTION, { ArrivingReply.take($0, $1 * $2, $3) { $0.addBody($1) } })
        let body = request.body ?? []
        let code: CURLcode = body.withUnsafeBufferPointer { bytes in
            // The length of an empty body is sent, too, which some servers want.
            if request.body != nil || ["POST", "PUT", "PATCH"].contains(request.method) {
                handle.set(CURLOPT_POSTFIELDSIZE, bytes.count)
                handle.set(CURLOPT_POSTFIELDS, UnsafeRawPointer(bytes.baseAddress) ?? UnsafeRawPointer(receiver))
            }
            if request.method == "HEAD" { handle.set(CURLOPT_NOBODY, 1) }
            handle.set(CURLOPT_CUSTOMREQUEST, request.method)
            return withExtendedLifetime(arriving) { handle.perform() }
        }
        if arriving.isTooLong { throw ForgeError(.malformed, "the reply is too long") }
        if code == CURLE_OPERATION_TIMEDOUT {
            throw ForgeError(.unreachable, "there was no whole reply within \(timeoutSeconds) seconds")
        }
        guard code == CURLE_OK else { throw ForgeError(.unreachable, ForeignText.line(curl.text(of: code))) }
        return HTTPReply(status: handle.status, headers: arriving.headers, body: arriving.bytes)
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

    /// Hands what libcurl got to the reply that it belongs to.
    /// - Returns: how much was taken; anything but all of it ends the call.
    static func take(
        _ data: UnsafeMutablePointer<CChar>?, _ count: Int, _ receiver: UnsafeMutableRawPointer?,
        _ add: (ArrivingReply, UnsafeRawBufferPointer) -> Void
    ) -> Int {
        guard let receiver else { return 0 }
        let reply = Unmanaged<ArrivingReply>.fromOpaque(receiver).takeUnretainedValue()
        add(reply, UnsafeRawBufferPointer(start: data, count: count))
        return reply.isTooLong ? 0 : count
    }

    /// A line of the headers; a new status line begins a new reply, as after `100 Continue`.
    func addHeader(_ line: UnsafeRawBufferPointer) {
        if line.starts(with: "HTTP/".utf8) { headers = [:] }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let isSpace: (UInt8) -> Bool = { [" ", "\t", "\r", "\n"].contains(UnicodeScalar($0)) }
        let end = line.lastIndex { !isSpace($0) } ?? colon
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: line[(colon + 1)..<(end + 1)].drop(while: isSpace), as: UTF8.self)
        headers[name] = headers[name].map { "\($0), \(value)" } ?? value
    }

    /// A part of the body, while there is room for it.
    func addBody(_ part: UnsafeRawBufferPointer) {
        isTooLong = bytes.count + part.count > sizeLimit
        if !isTooLong { bytes.append(contentsOf: part) }
    }
}
