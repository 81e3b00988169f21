/// What a rendered path of a template leads to.
enum RenderedPath {
    /// A path of the service.
    case place(String)
    /// Nothing: the last name is empty, the usual way to leave out a file.
    case nothing
    /// A path that is never written.
    case refused(rule: String, why: String)

    /// Judges a path.
    ///
    /// Cookiecutter joins paths as the system does, so that an empty folder name puts files into the folder above, or
    /// below the root of the file system when it comes first. Such a folder is left out with everything in it.
    init(_ path: String) {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        if path.hasPrefix("/") {
            self = .refused(rule: "escaping-path", why: "is absolute")
        } else if parts.contains("..") {
            self = .refused(rule: "escaping-path", why: "has the segment ..")
        } else if parts.dropLast().contains("") {
            self = .refused(rule: "empty-path", why: "has an empty folder name")
        } else if parts.last?.isEmpty != false || parts.last == "." {
            self = .nothing
        } else {
            let place = Path.normalized(path)
            let complaint = OutputPath.complaint(about: place)
            self = complaint.map { .refused(rule: "refused-path", why: $0) } ?? .place(place)
        }
    }
}
