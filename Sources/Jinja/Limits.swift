/// What a render may use at most; a template can't change it, and going over ends in a `.limit` error.
public struct Limits: Sendable, Hashable {
    /// Bytes of output, inner buffers included.
    public var outputBytes: Int
    /// Loop iterations and calls, of the whole render.
    public var steps: Int
    /// Nested macro calls, includes and blocks.
    public var recursionDepth: Int
    /// Bytes of one string, or elements of one collection, that an operator or filter makes.
    public var valueSize: Int
    /// Bytes that operators and filters make in the whole render.
    public var totalSize: Int
    /// Bits of one integer.
    public var integerBits: Int
    /// Bytes that the thread's stack may grow by while a template is read or rendered.
    public var stackBytes: Int
    /// Seconds of a render; nil for no deadline.
    public var seconds: Double?

    /// Creates limits; the defaults suit templates of any honest size.
    public init(
        outputBytes: Int = 256 << 20, steps: Int = 20_000_000, recursionDepth: Int = 200, valueSize: Int = 32 << 20,
        totalSize: Int = 2 << 30, integerBits: Int = 1 << 18, stackBytes: Int = 256 << 10,
        seconds: Double? = 60
    ) {
        self.outputBytes = outputBytes
        self.steps = steps
        self.recursionDepth = recursionDepth
        self.valueSize = valueSize
        self.totalSize = totalSize
        self.integerBits = integerBits
        self.stackBytes = stackBytes
        self.seconds = seconds
    }
}
