#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process's environment, read without Foundation.
public enum ProcessEnvironment {
    /// A variable's value; nil when it isn't set.
    public static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// This process's number.
    public static var processID: Int { Int(getpid()) }

    /// All variables as `NAME=value`.
    static var all: [String] {
        var result: [String] = []
        var cursor = environ
        while let entry = cursor.pointee {
            result.append(String(cString: entry))
            cursor += 1
        }
        return result
    }
}
