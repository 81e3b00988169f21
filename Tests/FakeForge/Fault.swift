import Foundation
import Synchronization

/// What goes wrong with a request.
public enum FaultKind: Sendable {
    /// A status with a text; with `afterDoing` the request is carried out first.
    case status(Int, message: String = "injected fault", headers: [String: String] = [:], afterDoing: Bool = false)
    /// GitHub's 403 for too many writes in a short time, with or without `Retry-After`.
    case secondaryLimit(retryAfter: Int?)
    /// A page for people with status 200.
    case html
    /// The right reply, cut in the middle, as if it were whole.
    case tornJSON
    /// The connection breaks in the middle of the reply.
    case brokenConnection(afterDoing: Bool)
    /// The right reply after some seconds.
    case slow(Double)
    /// A redirect.
    case redirect(Int, to: String)
    /// A list whose next page is itself.
    case pageLoop
    /// A list without the newest pull request.
    case staleList
}

struct Fault: Sendable {
    var kind: FaultKind
    var pattern: String
    var times: Int
    var skipping: Int
}

struct Hook: Sendable {
    var pattern: String
    var times: Int
    var run: @Sendable (FakeForge) throws -> Void
}

extension FakeForge {
    /// Makes requests go wrong.
    /// - Parameters:
    ///   - pattern: method and path below the API's root, such as `POST */pulls`; `*` stands for anything.
    ///   - times: how many requests it takes.
    ///   - skipping: how many matching requests go right before.
    public func inject(_ kind: FaultKind, on pattern: String, times: Int = 1, skipping: Int = 0) {
        faults.withLock { $0.append(Fault(kind: kind, pattern: pattern, times: times, skipping: skipping)) }
    }

    /// Takes back the faults that no request has met, of patterns with a text in them.
    public func forgetFaults(on text: String) {
        faults.withLock { faults in faults.removeAll { $0.pattern.contains(text) } }
    }

    /// Runs something just before a request is carried out: a person who pushes in the middle, say.
    public func onRequest(
        _ pattern: String, times: Int = 1, _ run: @escaping @Sendable (FakeForge) throws -> Void
    ) {
        hooks.withLock { $0.append(Hook(pattern: pattern, times: times, run: run)) }
    }

    func takeFault(_ call: Call) -> FaultKind? {
        faults.withLock { faults in
            for index in faults.indices where matches(faults[index].pattern, call) && faults[index].times > 0 {
                if faults[index].skipping > 0 {
                    faults[index].skipping -= 1
                } else {
                    faults[index].times -= 1
                    return faults[index].kind
                }
            }
            return nil
        }
    }

    func takeHooks(_ call: Call) -> [Hook] {
        hooks.withLock { hooks in
            var found: [Hook] = []
            for index in hooks.indices where matches(hooks[index].pattern, call) && hooks[index].times > 0 {
                hooks[index].times -= 1
                found.append(hooks[index])
            }
            return found
        }
    }

    private func matches(_ pattern: String, _ call: Call) -> Bool {
        let text = Array("\(call.method) /\(call.parts.joined(separator: "/"))".utf8)
        var reached = [Bool](repeating: false, count: text.count + 1)
        reached[0] = true
        for byte in pattern.utf8 {
            var next = [Bool](repeating: false, count: text.count + 1)
            if byte == UInt8(ascii: "*") {
                var isReached = false
                for index in reached.indices {
                    isReached = isReached || reached[index]
                    next[index] = isReached
                }
            } else {
                for index in text.indices where reached[index] && text[index] == byte { next[index + 1] = true }
            }
            reached = next
        }
        return reached[text.count]
    }
}
