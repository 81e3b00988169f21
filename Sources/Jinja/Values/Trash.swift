#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Lets go of values that hold values without recursing deeply: a template can nest lists a million times, and the
/// end of the outermost one would otherwise need a stack frame for each of them.
enum Trash {
    /// What holds further values.
    enum Item {
        case values([Value])
        case closure(() throws(TemplateError) -> Value?)
    }

    /// How deep values are let go of by recursion before the rest is put off.
    private static let maximumDepth = 32

    /// What one thread has put off.
    private final class State {
        var depth = 0
        var waiting: [Item] = []
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { pointer in
            #if canImport(Darwin)
                Unmanaged<State>.fromOpaque(pointer).release()
            #else
                if let pointer { Unmanaged<State>.fromOpaque(pointer).release() }
            #endif
        }
        return key
    }()

    private static var state: State {
        if let pointer = pthread_getspecific(key) { return Unmanaged<State>.fromOpaque(pointer).takeUnretainedValue() }
        let state = State()
        pthread_setspecific(key, Unmanaged.passRetained(state).toOpaque())
        return state
    }

    /// Whether a value holds others that may hold others.
    static func isNesting(_ value: Value) -> Bool {
        switch value {
        case .list, .tuple, .dict, .object, .iterator: true
        default: false
        }
    }

    /// Lets go of the values in a deinitializer, leaving the array empty.
    static func discard(_ values: inout [Value]) {
        if values.contains(where: isNesting) { discard(.values(exchange(&values))) }
    }

    /// Lets go of an item now, or later where this one ends inside of many others.
    static func discard(_ item: consuming Item) {
        let state = state
        guard state.depth < maximumDepth else {
            state.waiting.append(item)
            return
        }
        state.depth += 1
        // The moment of release matters: it must be while the depth counts it.
        var current: Item? = consume item
        release(&current)
        if state.depth == 1 {
            while !state.waiting.isEmpty {
                current = state.waiting.removeLast()
                release(&current)
            }
        }
        state.depth -= 1
    }

    @inline(never)
    private static func release(_ item: inout Item?) { item = nil }

    private static func exchange(_ values: inout [Value]) -> [Value] {
        let result = values
        values = []
        return result
    }
}
