import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Calls through Foundation's URL loading, which brings the system's certificates and proxies.
///
/// No cookies, no cache, and no redirects: who gets a token is decided elsewhere.
public final class URLSessionTransport: HTTPTransport {
    private let session: URLSession
    private let exchange: Exchange
    private let timeoutSeconds: Int

    /// Makes a transport.
    /// - Parameters:
    ///   - timeoutSeconds: how long a whole call may take.
    ///   - sizeLimit: how many bytes a reply may have.
    public init(timeoutSeconds: Int = 60, sizeLimit: Int = 64 << 20) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        configuration.timeoutIntervalForRequest = TimeInterval(timeoutSeconds)
        exchange = Exchange(sizeLimit: sizeLimit)
        session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
        self.timeoutSeconds = timeoutSeconds
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    /// Sends a request and waits for the whole reply.
    public func send(_ request: HTTPRequest) throws(ForgeError) -> HTTPReply {
        guard let url = URL(string: request.url) else {
            throw ForgeError(.malformed, "this is no address: \(ForeignText.line(request.url))")
        }
        var loading = URLRequest(url: url)
        loading.httpMethod = request.method
        for (name, value) in request.headers { loading.setValue(value, forHTTPHeaderField: name) }
        if let body = request.body { loading.httpBody = Data(body) }
        let task = session.dataTask(with: loading)
        let done = exchange.expect(task)
        task.resume()
        // The session's own time limit is one of silence; a server that sends a byte a second would never meet it.
        let ended = done.wait(timeout: .now() + .seconds(timeoutSeconds)) == .success
        if !ended { task.cancel() }
        let outcome = exchange.outcome(of: task)
        guard ended else {
            throw ForgeError(.unreachable, "there was no whole reply within \(timeoutSeconds) seconds")
        }
        if outcome.isTooLong { throw ForgeError(.malformed, "the reply is too long") }
        // A call that was refused for want of a login counts as cancelled, with its reply at hand.
        if let failure = outcome.failure, !outcome.wasChallenged {
            throw ForgeError(.unreachable, ForeignText.line(failure))
        }
        guard let response = task.response as? HTTPURLResponse else {
            throw ForgeError(.unreachable, "there was no reply")
        }
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields { headers["\(name)"] = "\(value)" }
        return HTTPReply(status: response.statusCode, headers: headers, body: outcome.body)
    }
}

/// Collects what arrives for each task that runs.
private final class Exchange: NSObject, URLSessionDataDelegate {
    struct Outcome {
        var body: [UInt8] = []
        var failure: String?
        var isTooLong = false
        var wasChallenged = false
        let done = DispatchSemaphore(value: 0)
    }

    private let sizeLimit: Int
    private let outcomes = Mutex<[Int: Outcome]>([:])

    init(sizeLimit: Int) {
        self.sizeLimit = sizeLimit
    }

    func expect(_ task: URLSessionTask) -> DispatchSemaphore {
        let outcome = Outcome()
        let done = outcome.done
        let number = task.taskIdentifier
        outcomes.withLock { $0[number] = outcome }
        return done
    }

    func outcome(of task: URLSessionTask) -> (body: [UInt8], failure: String?, isTooLong: Bool, wasChallenged: Bool) {
        let number = task.taskIdentifier
        return outcomes.withLock { all in
            let outcome = all.removeValue(forKey: number) ?? Outcome()
            return (outcome.body, outcome.failure, outcome.isTooLong, outcome.wasChallenged)
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    // Without this, Foundation on Linux never ends a call that is answered with 401 and `WWW-Authenticate`.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        #if !canImport(FoundationNetworking)
            // There the server's certificate is a challenge too.
            if challenge.protectionSpace.authenticationMethod == NSURLAuthenticationMethodServerTrust {
                return completionHandler(.performDefaultHandling, nil)
            }
        #endif
        let number = task.taskIdentifier
        outcomes.withLock { $0[number]?.wasChallenged = true }
        completionHandler(.cancelAuthenticationChallenge, nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let number = dataTask.taskIdentifier
        let limit = sizeLimit
        let isTooLong = outcomes.withLock { all in
            guard let outcome = all[number] else { return true }
            if outcome.body.count + data.count > limit {
                all[number]?.isTooLong = true
                all[number]?.body = []
                return true
            }
            all[number]?.body += data
            return false
        }
        if isTooLong { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let number = task.taskIdentifier
        let failure = error.map(\.localizedDescription)
        let done = outcomes.withLock { all in
            all[number]?.failure = failure
            return all[number]?.done
        }
        done?.signal()
    }
}
