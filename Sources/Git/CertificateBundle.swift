/// Stands in for mbedTLS's reader of certificate files, which finds no certificate.
///
/// A libgit2 with mbedTLS parses the system's whole bundle of certificates when it is initialised (5 ms, more than a
/// small upgrade), for connections that this tool never makes: the network is the git executable's. The dynamic linker
/// takes the program's own function. Without certificates libgit2 would refuse every TLS connection, so the worst case
/// is a refusal.
/// - Parameters:
///   - chain: where certificates would be added.
///   - path: the bundle.
/// - Returns: 0, success: libgit2 then looks no further.
@_cdecl("mbedtls_x509_crt_parse_file")
public func skipCertificateBundle(_ chain: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?) -> Int32 { 0 }
