import Foundation

/// libcurl, which Foundation's URL loading calls on Linux.
///
/// Loading it with all that it stands on takes 4 ms, an eighth of a small upgrade, and nearly every run does without: a
/// release is linked with libcurl's functions left open (`scripts/build-release`), and whoever calls a forge loads it first. In
/// other builds it is there already.
enum CurlLibrary {
    #if os(Linux)
        /// Whether it could be loaded; its functions are then found by the dynamic linker (`dlopen(3)`, RTLD_GLOBAL).
        static let isLoaded = ["libcurl.so.4", "libcurl-gnutls.so.4"].contains { (name: String) in
            dlopen(name, RTLD_NOW | RTLD_GLOBAL) != nil
        }
    #else
        static let isLoaded = true
    #endif
}
