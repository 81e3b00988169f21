#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One render: its environment, what it has used of its limits, its random numbers and the templates it loaded.
final class Runtime {
    let environment: Environment
    let limits: Limits
    var random: SeededGenerator
    /// The templates that were loaded.
    let loaded: LoadedTemplates
    /// The modules of templates imported without context; each is made once.
    var modules: [String: Module] = [:]
    /// What was printed that isn't text: Jinja finds that out where it joins what a buffer holds.
    private var misprint: TemplateError?
    private var steps = 0
    private var size = 0
    private var outputSize = 0
    private var depth = 0
    private let deadline: Double?
    /// What calls outside of a template know.
    var plain: Invocation {
        if let plainContext { return Invocation(plainContext) }
        let invocation = Invocation(self, isAutoescaping: false)
        plainContext = invocation.context
        return invocation
    }
    private var plainContext: Context?

    /// Lets go of what refers back to the runtime, at the end of its use.
    func finish() { plainContext = nil }
    private let stackEnd: UInt

    init(_ environment: Environment) {
        self.environment = environment
        loaded = environment.loaded ?? LoadedTemplates()
        limits = environment.limits
        random = SeededGenerator(seed: environment.randomSeed, note: environment.noteRandom)
        deadline = environment.limits.seconds.map { Runtime.now() + $0 }
        stackEnd = StackSpace.end(environment.limits.stackBytes)
    }

    /// Counts a loop iteration or a call; looks at the clock now and then.
    @inline(__always)
    func step() throws(TemplateError) {
        steps += 1
        if steps & 0x3FF == 0 { try checkSteps() }
    }

    private func checkSteps() throws(TemplateError) {
        if steps > limits.steps { throw .limit("the template took more than \(limits.steps) steps") }
        try checkDeadline()
    }

    private func checkDeadline() throws(TemplateError) {
        if let deadline, Runtime.now() > deadline {
            throw .limit("the template took longer than \(limits.seconds ?? 0) seconds")
        }
    }

    /// Accounts for a string of that many bytes or a collection of that many elements before it is made.
    func charge(_ amount: Int) throws(TemplateError) {
        if amount > limits.valueSize {
            throw .limit("a value of \(amount) bytes or elements is larger than the limit of \(limits.valueSize)")
        }
        size += amount
        if size > limits.totalSize {
            throw .limit("the template made more than \(limits.totalSize) bytes of values")
        }
        if amount > 0x10000 { try checkDeadline() }
    }

    /// Accounts for the product of two sizes, which may overflow.
    func charge(_ count: Int, times unit: Int) throws(TemplateError) {
        let (product, overflow) = max(count, 0).multipliedReportingOverflow(by: max(unit, 0))
        try charge(overflow ? Int.max : product)
    }

    /// Accounts for bytes written.
    func chargeOutput(_ amount: Int) throws(TemplateError) {
        outputSize += amount
        if outputSize > limits.outputBytes {
            throw .limit("the output is larger than the limit of \(limits.outputBytes) bytes")
        }
    }

    /// Accounts for an integer of that many bits before it is made.
    func chargeInteger(bits: Int) throws(TemplateError) {
        if bits > limits.integerBits {
            throw .limit("an integer is larger than the limit of \(limits.integerBits) bits")
        }
        try charge(bits / 8)
    }

    /// Runs code that prints into a buffer of its own, and joins what it printed.
    func capture(
        _ body: (inout [UInt8]) throws(TemplateError) -> Completion
    ) throws(TemplateError) -> (text: String, completion: Completion) {
        let outer = misprint
        misprint = nil
        var buffer: [UInt8] = []
        let completion = try body(&buffer)
        if completion == .normal, let misprint { throw misprint }
        misprint = outer
        return (Text.string(buffer), completion)
    }

    /// Remembers that something was printed that isn't text.
    func note(misprint error: TemplateError) {
        if misprint == nil { misprint = error }
    }

    /// Throws what was noted, at the end of the render.
    func checkPrinted() throws(TemplateError) {
        if let misprint { throw misprint }
    }

    /// Enters a macro, include or block; pairs with `leave`.
    func enter() throws(TemplateError) {
        depth += 1
        try step()
        if depth > limits.recursionDepth { throw .limit("maximum recursion depth exceeded") }
        try checkStack()
    }

    /// Leaves a macro, include or block.
    func leave() { depth -= 1 }

    /// Throws before the thread's stack runs out.
    func checkStack() throws(TemplateError) {
        if StackSpace.isLow(stackEnd) { throw .limit("maximum recursion depth exceeded: the stack is nearly full") }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// An undefined value of the environment's kind.
    func undefined(_ subject: Undefined.Subject) -> Value { .undefined(Undefined(environment.undefined, subject)) }

    /// An undefined value for an attribute or item that a value lacks.
    ///
    /// - Throws: a `SecurityError` for names that Jinja's sandbox refuses, where the environment does so.
    func missing(_ name: String, of value: Value) throws(TemplateError) -> Value {
        if environment.isSandboxed, Value.isDunder(name) {
            throw TemplateError(
                .security,
                "access to attribute \(Value.quoted(name)) of \(Value.quoted(value.typeName)) object is unsafe.")
        }
        return undefined(.attribute(name, of: value.objectDescription))
    }
}

/// A small generator of random numbers that gives the same sequence for the same seed (SplitMix64).
struct SeededGenerator {
    private var state: UInt64
    private let note: (@Sendable () -> Void)?

    init(seed: UInt64, note: (@Sendable () -> Void)? = nil) {
        state = seed
        self.note = note
    }

    mutating func next() -> UInt64 {
        note?()
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below a positive bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
