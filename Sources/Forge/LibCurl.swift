import CCurl

/// libcurl, opened with the first call to a forge and not linked.
///
/// It brings thirty other libraries, and loading them would be a third of the time that scaffold takes to start.
struct LibCurl: @unchecked Sendable {
    /// The functions, which are the same for the rest of the process.
    fileprivate var functions = scaffold_curl()

    /// The library of this machine; nil where there is none.
    static let shared = LibCurl()

    #if os(macOS)
        private static let names = ["libcurl.4.dylib"]
    #else
        private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4"]
    #endif

    private init?() {
        for name in Self.names where scaffold_curl_open(name, &functions) != 0 { return }
        return nil
    }

    /// What is said of an error, by `curl_easy_strerror`.
    func text(of code: CURLcode) -> String { functions.easy_strerror(code).map { String(cString: $0) } ?? "error" }

    /// A list of texts, by `curl_slist_append`.
    func list(_ texts: [String]) -> UnsafeMutablePointer<curl_slist>? {
        texts.reduce(nil) { functions.slist_append($0, $1) }
    }

    /// Frees a list, by `curl_slist_free_all`.
    func free(_ list: UnsafeMutablePointer<curl_slist>?) { functions.slist_free_all(list) }
}

/// A `CURL` handle: the settings of one call, and the connections that stay open for the next.
///
/// Not for two calls at once.
final class CurlHandle: @unchecked Sendable {
    private let functions: scaffold_curl
    private let handle: UnsafeMutableRawPointer

    /// Makes a handle, by `curl_easy_init`; nil when there is no memory for it.
    init?(_ curl: LibCurl) {
        guard let handle = curl.functions.easy_init() else { return nil }
        functions = curl.functions
        self.handle = handle
    }

    deinit { functions.easy_cleanup(handle) }

    /// Forgets the settings, by `curl_easy_reset`; connections stay open.
    func reset() { functions.easy_reset(handle) }

    /// Makes the call, by `curl_easy_perform`.
    func perform() -> CURLcode { functions.easy_perform(handle) }

    /// The status of the last reply, by `curl_easy_getinfo`.
    var status: Int {
        var status = 0
        withUnsafePointer(to: functions) { _ = scaffold_curl_get_long($0, handle, CURLINFO_RESPONSE_CODE, &status) }
        return status
    }

    /// Sets a number, by `curl_easy_setopt`.
    func set(_ option: CURLoption, _ value: Int) {
        withUnsafePointer(to: functions) { _ = scaffold_curl_set_long($0, handle, option, value) }
    }

    /// Sets a text, which is copied, or what must live as long as the call, by `curl_easy_setopt`.
    func set(_ option: CURLoption, _ value: UnsafeRawPointer?) {
        withUnsafePointer(to: functions) { _ = scaffold_curl_set_pointer($0, handle, option, value) }
    }

    /// Sets a function that gets what arrives, by `curl_easy_setopt`.
    func set(_ option: CURLoption, _ receiver: @escaping scaffold_curl_receiver) {
        withUnsafePointer(to: functions) { _ = scaffold_curl_set_receiver($0, handle, option, receiver) }
    }
}
