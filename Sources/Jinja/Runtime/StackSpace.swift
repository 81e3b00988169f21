/// How deep the thread's stack has grown since a render began: secondary threads may have 512 KiB only.
enum StackSpace {
    /// The address of a variable of a called function: about where the stack ends now.
    @inline(never)
    static func here() -> UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }

    /// The lowest address that the stack may reach when it may grow by that many bytes from here.
    static func end(_ bytes: Int) -> UInt {
        let here = here()
        return here - min(here, UInt(max(bytes, 0)))
    }

    /// Whether the stack has grown beyond an end.
    static func isLow(_ end: UInt) -> Bool { here() < end }
}
