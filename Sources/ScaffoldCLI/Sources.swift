import Drift
import Fleet
import Git
import Template

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Opens the sources that commands and records name.
enum Sources {
    /// The environment as a dictionary.
    static var environment: [String: String] {
        var result: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.utf8.firstIndex(of: 0x3D) {
                result[String(text[..<equals])] = String(text[text.utf8.index(after: equals)...])
            }
            next += 1
        }
        return result
    }

    /// The folder that relative paths start from.
    static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    /// Where a folder is or will be, without links: relative paths in a record start there.
    static func realPlace(of path: String) -> String {
        var existing = path.isEmpty ? "." : path
        var rest = ""
        while true {
            if let resolved = realpath(existing, nil) {
                defer { free(resolved) }
                return String(cString: resolved) + rest
            }
            guard let slash = existing.utf8.lastIndex(of: 0x2F), slash != existing.startIndex else {
                return workingDirectory + "/" + existing + rest
            }
            rest = existing[slash...] + rest
            existing = String(existing[..<slash])
        }
    }

    /// The built-in scaffolds.
    static func catalog() throws -> Catalog {
        try Catalog.locate(environment: environment, executable: executable)
    }

    /// The absolute path of the running binary.
    static var executable: String {
        #if os(Linux)
            if let path = realpath("/proc/self/exe", nil) {
                defer { free(path) }
                return String(cString: path)
            }
        #endif
        return CommandLine.arguments.first ?? "scaffold"
    }

    /// What plans upgrades of a service from the source that a record's entry names.
    /// - Parameters:
    ///   - target: What the upgrade goes to; nil asks a remote template for news.
    ///   - prereleases: Whether a pre-release of a Copier template may be its newest version.
    ///   - consent: What of another tool's template may run.
    static func planner(
        for entry: Record.Entry, of service: Service, to target: String? = nil, memory: MemoryPlace = .besideRecord,
        prereleases: Bool = false, consent: Consent = .none
    ) throws -> any UpgradePlanner {
        var locator = try service.locator(of: entry)
        if let record = entry.foreign {
            locator = try place(of: locator, recorded: entry.source, in: record.path)
            let revisions = target.map { [entry.release.text, $0] } ?? []
            let source = try TemplateRepository(locator, relativeTo: workingDirectory, needing: revisions)
            return ForeignPlanner(
                service: service, entry: entry, record: record, source: source, memory: memory,
                prereleases: prereleases,
                consent: consent)
        }
        return Planner(service: service, entry: entry, source: try open(locator), memory: memory)
    }

    /// Where a template is that the record of another tool names by a relative path: seen from the service, or, as for Copier,
    /// from the working directory.
    private static func place(
        of locator: SourceLocator, recorded: String, in record: String
    ) throws -> SourceLocator {
        guard case .folder(let place) = locator, !recorded.hasPrefix("/"), !recorded.hasPrefix("~"),
            access(place, F_OK) != 0
        else { return locator }
        let here = realPlace(of: recorded)
        guard access(here, F_OK) == 0 else {
            throw Failure(
                "the template \(recorded), which \(record) names, is neither at \(place) nor at \(here)",
                fix:
                    "run it in the folder that the path starts from, or write the template's whole path into the record"
            )
        }
        return .folder(here)
    }

    /// The source that a person named, with the release after `@`.
    static func open(_ text: String) throws -> (source: any ScaffoldSource, release: Release, locator: SourceLocator) {
        let (name, version) = split(text)
        let locator = try SourceLocator.parse(name)
        let wanted = try version.map { text in
            guard let version = ReleaseVersion(text) else {
                throw Failure("'\(text)' is no release", fix: "write a version such as 1.2.0 after the @")
            }
            return version
        }
        let source = try open(locator)
        let releases = try source.releases()
        guard let wanted else {
            guard let newest = Releases(all: releases, scaffold: source.name).newest else {
                throw Failure("\(source.name) has no release that is not withdrawn")
            }
            return (source, try source.release(newest), locator)
        }
        guard releases.contains(where: { $0.version == wanted }) else {
            let known = releases.map(\.version.description).joined(separator: ", ")
            throw Failure("\(source.name) has no release \(wanted)", fix: "known releases: \(known)")
        }
        return (source, try source.release(wanted), locator)
    }

    /// The template of another tool that a person named, with the revision after `@`; nil when it is none.
    ///
    /// - Parameters:
    ///   - directory: Which of several templates in one repository; then it can be none of ours.
    ///   - prereleases: Whether a pre-release of a Copier template may be its newest version.
    ///   - isForRecord: Whether the address goes into a record, where a folder has to be an absolute path.
    static func openForeign(
        _ text: String, directory: String?, prereleases: Bool = false, isForRecord: Bool = false
    ) throws -> DialectTemplate? {
        let (name, revision) = split(text)
        let locator = isForRecord ? try recordedLocator(name) : try SourceLocator.parse(name)
        let template = try DialectTemplate.open(
            locator, at: revision, directory: directory, prereleases: prereleases, relativeTo: workingDirectory)
        if template == nil, directory != nil {
            throw Failure(
                "\(name) is a scaffold of its own, without folders to choose from", fix: "leave --directory out")
        }
        return template
    }

    /// What a person named as the tools of other templates record it: a folder by its absolute path.
    static func recordedLocator(_ name: String) throws -> SourceLocator {
        let locator = try SourceLocator.parse(name)
        guard case .folder(let path) = locator, !path.hasPrefix("~") else { return locator }
        return .folder(realPlace(of: path))
    }

    /// The folder with a scaffold's releases that its authors named, and the release after `@`.
    ///
    /// A folder of one release inside of a scaffold's folder means that release.
    static func openFolder(_ text: String) throws -> (source: FolderSource, version: ReleaseVersion?, place: String) {
        let (name, asked) = split(text)
        let version = try asked.map { text in
            guard let version = ReleaseVersion(text) else {
                throw Failure("'\(text)' is no release", fix: "write a version such as 1.2.0 after the @")
            }
            return version
        }
        let locator = try SourceLocator.parse(name)
        switch locator {
        case .builtin(let name):
            return (try FolderSource(catalog().root + "/" + name, locator: locator), version, name)
        case .git:
            throw Failure("releases are made in a folder, and \(locator) is an address", fix: "clone it")
        case .folder(let path):
            let folder = realPlace(of: path)
            let place = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
            guard let slash = folder.utf8.lastIndex(of: 0x2F) else { break }
            let last = String(folder[folder.utf8.index(after: slash)...])
            if let inner = ReleaseVersion(last), access(String(folder[..<slash]) + "/scaffold.yml", R_OK) == 0 {
                let outer = place.hasSuffix("/\(last)") ? String(place.dropLast(last.count + 1)) : place + "/.."
                return (try FolderSource(String(folder[..<slash]), locator: locator), inner, outer)
            }
            return (try FolderSource(folder, locator: locator), version, place)
        }
        throw Failure("\(text) is no folder", fix: "name a folder with scaffold.yml or release.yml")
    }

    private static func open(_ locator: SourceLocator) throws -> any ScaffoldSource {
        // Only built-in scaffolds need the catalog: a tool installed without it serves folders and repositories.
        var catalog = Catalog(root: "")
        if case .builtin = locator { catalog = try self.catalog() }
        return try openSource(locator, catalog: catalog, relativeTo: workingDirectory)
    }

    /// `name@1.2.0`; an `@` inside an address (`git@host:…`) belongs to the address.
    static func split(_ text: String) -> (name: String, release: String?) {
        guard let at = text.utf8.lastIndex(of: 0x40), at != text.startIndex else { return (text, nil) }
        let rest = text[text.utf8.index(after: at)...]
        if rest.utf8.contains(0x2F) || rest.utf8.contains(0x3A) { return (text, nil) }
        return (String(text[..<at]), String(rest))
    }
}

extension Sources {
    /// The sources that the services of a fleet were made from.
    /// - Parameter timeout: How many seconds a command of git may take that reads one of them.
    static func library(timeout: Int = 600) -> SourceLibrary {
        // Without git or a place for the cache, what needs them says so.
        let git = try? GitExecutable.find(timeoutSeconds: timeout)
        let cache = git.flatMap { try? SourceCache.standard(git: $0) }
        return SourceLibrary(catalog: { try catalog() }, cache: cache, relativeTo: workingDirectory)
    }

    /// The copies of remote repositories.
    static func remotes() -> RemoteRepositories {
        do throws(GitError) {
            return RemoteRepositories(cache: .success(try SourceCache.standard(git: try GitExecutable.find())))
        } catch {
            return RemoteRepositories(cache: .failure(error))
        }
    }
}
