#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Says on SIGINT and SIGTERM what to do about a work tree that may be written by half, before the process ends by them.
enum InterruptNotice {
    /// Installs it for the rest of the process.
    static func install() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                // Only what is safe in a handler: no allocation, no locks.
                let text: StaticString = "\ninterrupted: `scaffold undo` takes back what was written\n"
                _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }
}
