import CCurl

/// libcurl, opened with the first call to a forge and not linked.
///
/// It brings thirty other libraries, and loading them would be more than half of the time that scaffold takes to start.
struct LibCurl: @unchecked Sendable {
    /// The functions, which are the same for the rest of the process.
    private var functions = scaffold_curl()

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

    /// `curl_easy_init`.
    func makeHandle() -> UnsafeMutableRawPointer? { functions.easy_init() }

    /// `curl_easy_cleanup`.
    func free(_ handle: UnsafeMutableRawPointer) { functions.easy_cleanup(handle) }

    /// `curl_easy_reset`: the settings are gone, open connections stay.
    func reset(_ handle: UnsafeMutableRawPointer) { functions.easy_reset(handle) }

    /// `curl_easy_perform`.
    func perform(_ handle: UnsafeMutableRawPointer) -> CURLcode { functions.easy_perform(handle) }

    /// `curl_easy_strerror`.
    func text(of code: CURLcode) -> String { functions.easy_strerror(code).map { String(cString: $0) } ?? "error" }

    /// `curl_slist_append`.
    func list(_ texts: [String]) -> UnsafeMutablePointer<curl_slist>? {
        texts.reduce(nil) { functions.slist_append($0, $1) }
    }

    /// `curl_slist_free_all`.
    func free(_ list: UnsafeMutablePointer<curl_slist>?) { functions.slist_free_all(list) }

    /// The status of the last reply.
    func status(_ handle: UnsafeMutableRawPointer) -> Int {
        var status = 0
        withUnsafePointer(to: functions) { _ = scaffold_curl_get_long($0, handle, CURLINFO_RESPONSE_CODE, &status) }
        return status
    }

    /// `curl_easy_setopt` for numbers.
    func set(_ option: CURLoption, _ value: Int, _ handle: UnsafeMutableRawPointer) {
        withUnsafePointer(to: functions) { _ = scaffold_curl_set_long($0, handle, option, value) }
    }

    /// `curl_easy_setopt` for texts, which are copied, and for what must live as long as the call.
    func set(_ option: CURLoption, _ value: UnsafeRawPointer?, _ handle: UnsafeMutableRawPointer) {
        withUnsafePointer(to: functions) { _ = scaffold_curl_set_pointer($0, handle, option, value) }
    }

    /// `curl_easy_setopt` for the functions that get what arrives.
    func set(
        _ option: CURLoption, _ receiver: @escaping scaffold_curl_receiver, _ handle: UnsafeMutableRawPointer
    ) {
        withUnsafePointer(to: functions) { _ = scaffold_curl_set_receiver($0, handle, option, receiver) }
    }
}
