import ArgumentParser
import Drift
import Fleet
import Git
import Report
import Template

/// Which repositories a command is about.
struct FleetOptions: ParsableArguments {
    @Argument(
        help:
            "Folders: a repository, a folder in one, or a folder with repositories below it; . when nothing is named.",
        completion: .directory)
    var directories: [String] = []

    @Option(
        help: ArgumentHelp(
            "Repositories from a file, - for standard input: a folder or an address a line.", valueName: "file"),
        completion: .file())
    var list: [String] = []

    @Option(
        name: .customLong("fleet"),
        help: ArgumentHelp(
            "A fleet.yml: where repositories come from, whose they are, and what is asked of them.",
            valueName: "file"), completion: .file())
    var fleetFile: String?

    @Option(
        name: .customLong("organisation"),
        help: ArgumentHelp(
            "The repositories of an organisation, a group or a person, by their page: https://github.com/acme.",
            valueName: "url"))
    var organisations: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only one part of the fleet: 0/3, 1/3, 2/3; auto takes it from the variables of GitLab, Slurm, Kubernetes or "
                + "SHARD and TOTAL.", valueName: "I/N"))
    var shard: String?

    /// Everything that is asked for.
    struct Fleet {
        /// All members, whatever the part is.
        var members: [FleetMember]
        /// The part.
        var shard: Shard
        /// What is asked of services.
        var policy: FleetPolicy
        /// The members of the part.
        var part: [FleetMember] { members.filter { shard.holds($0.journalName) } }
    }

    /// Finds the members.
    func load() throws -> Fleet {
        var file: FleetFile?
        var members: [FleetMember] = []
        if let fleetFile {
            let read = try FleetFile(InputFile.read(fleetFile), file: fleetFile)
            let folder = fleetFile.split(separator: "/").dropLast().joined(separator: "/")
            let base = fleetFile.hasPrefix("/") ? "/" + folder : folder
            for source in read.sources { members += try Self.members(of: source, relativeTo: base) }
            guard !read.sources.isEmpty || !(list.isEmpty && directories.isEmpty && organisations.isEmpty) else {
                throw ScaffoldError(
                    .manifest, "sources is missing or empty: the fleet would have no repository",
                    at: .init(file: fleetFile), fix: "add a source to it, or name folders or a --list as well")
            }
            file = read
        }
        for list in list { members += try Self.members(list: list, relativeTo: "") }
        for directory in directories { members += try FolderScan.members(at: directory) }
        for url in organisations {
            let organisation = FleetFile.Organisation(url: url)
            members += organisation.members(of: try Publishing.repositories(of: organisation))
        }
        if fleetFile == nil, list.isEmpty, directories.isEmpty, organisations.isEmpty {
            members = try FolderScan.members(at: ".")
        }
        // The names that don't count go first: the one that is left of two names of a folder may be the one that does.
        if let file { members = file.members(of: members) }
        members = MemberList.unique(members)
        return Fleet(members: members, shard: try part(), policy: file?.policy ?? FleetPolicy())
    }

    private static func members(of source: FleetFile.Source, relativeTo folder: String) throws -> [FleetMember] {
        func place(_ path: String) -> String { folder.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)" }
        switch source {
        case .folder(let path): return try FolderScan.members(at: place(path))
        case .repository(let text): return [try MemberList.member(text, relativeTo: folder)]
        case .list(let path):
            return try members(list: place(path), relativeTo: folder)
        case .organisation(let organisation):
            return organisation.members(of: try Publishing.repositories(of: organisation))
        }
    }

    private static func members(list: String, relativeTo folder: String) throws -> [FleetMember] {
        let members = try MemberList.members(in: InputFile.read(list), file: list, relativeTo: folder)
        if members.isEmpty { Console.standard.note("the list \(sanitized(list)) names no repository") }
        return members
    }

    private func part() throws -> Shard {
        guard let shard else { return .whole }
        if shard == "auto" {
            guard let part = Shard(environment: Sources.environment) else {
                throw Failure(
                    "--shard auto finds no part in the environment",
                    fix: "set SHARD and TOTAL, or write the part as 0/3", status: .usage)
            }
            return part
        }
        guard let part = Shard(shard) else {
            throw Failure(
                "--shard \(shard) is no part", fix: "write I/N with I from 0 to N-1, such as 0/3", status: .usage)
        }
        return part
    }
}
