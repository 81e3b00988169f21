import Foundation
import Template
import TestSupport
import Testing

@testable import Fleet

@Suite("Which repositories a fleet has")
struct MemberTests {
    @Test(
        "One repository has one name, however it is addressed",
        arguments: [
            ("https://github.com/acme/shop", "github.com/acme/shop"),
            ("https://github.com/Acme/Shop.git", "github.com/acme/shop"),
            ("https://token:x@github.com/acme/shop/", "github.com/acme/shop"),
            ("git@github.com:acme/shop.git", "github.com/acme/shop"),
            ("ssh://git@github.com:22/acme/shop", "github.com/acme/shop"),
            ("gh:acme/shop", "github.com/acme/shop"),
            ("https://git.example.org/Team/Shop", "git.example.org/Team/Shop"),
            ("./services/../services/shop/", "services/shop"),
            ("/srv/git/shop.git", "/srv/git/shop.git"),
        ])
    func names(address: String, name: String) throws {
        #expect(try MemberList.member(address, relativeTo: "").id == name)
    }

    @Test("A list may have blanks, comments, CRLF, a byte order mark and duplicates")
    func list() throws {
        let text =
            "\u{FEFF}# ours\r\nhttps://github.com/acme/shop\r\n\r\n  git@github.com:acme/shop.git  # the same\r\n"
            + "services/pay\r\n./services/pay/\r\n"
        let members = try MemberList.members(in: Array(text.utf8), file: "list", relativeTo: "")
        #expect(members.map(\.id) == ["github.com/acme/shop", "services/pay"])
    }

    @Test(
        "What git would take for something else is refused with its line",
        arguments: ["--upload-pack=x", "ext::sh -c id", "https://ok.example/a\nfoo::bar"])
    func refused(text: String) throws {
        let error = #expect(throws: ScaffoldError.self) {
            try MemberList.members(in: Array(text.utf8), file: "list", relativeTo: "")
        }
        #expect(error?.location?.file == "list")
        #expect(error?.location?.line == text.split(separator: "\n").count)
    }

    @Test("One folder is one member, whether its path is relative, absolute or leads over a link")
    func spellings() throws {
        let folder = try TempDirectory()
        try folder.write("good/a/.git/HEAD", "")
        try folder.write("good/b/.git/HEAD", "")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "good/a")
        let root = folder.path
        let spelt = try ["good/a", "good/../good/a", "link", "good/b"].map { path in
            try MemberList.member("\(root)/\(path)", relativeTo: "")
        }
        let scanned = try FolderScan.members(at: "\(root)/good")
        let listed = try MemberList.member("file://\(root)/good/b", relativeTo: "")
        #expect(MemberList.unique(spelt + scanned + [listed]).map(\.id) == ["\(root)/good/a", "\(root)/good/b"])
    }

    @Test("A part of a repository is no member beside the whole")
    func parts() throws {
        func member(_ directory: String) -> FleetMember {
            FleetMember(id: "/srv/mono", location: .folder("/srv/mono"), directory: directory)
        }
        let members = ["a", "b/c", "b", "b-c", ""].map(member)
        #expect(MemberList.unique(members).map(\.directory) == [""])
        #expect(MemberList.unique(Array(members.dropLast())).map(\.directory) == ["a", "b", "b-c"])
    }

    @Test("A folder with any name is found", arguments: ["a\nb", "tab\t", "\u{1B}[31m", "spa ce", "ümlaut"])
    func folderNames(name: String) throws {
        let folder = try TempDirectory()
        try folder.write("\(name)/deep/.git/HEAD", "")
        #expect(try FolderScan.members(at: folder.path).map(\.id) == ["\(folder.path)/\(name)/deep"])
    }

    @Test("A list of 100,000 lines: blanks, comments, and each repository twice, by ssh and by https")
    func long() throws {
        let text = (0..<5_000).map { number in
            "https://git.example.org/team/s\(number).git\r\n" + String(repeating: "\r\n# comment\r\n", count: 9)
                + "git@git.example.org:team/s\(number)\r\n"
        }.joined()
        #expect(text.utf8.count { $0 == 0x0A } == 100_000)
        let members = try MemberList.members(in: Array(text.utf8), file: "list", relativeTo: "")
        #expect(members.count == 5_000)
        let last = FleetMember(
            id: "git.example.org/team/s4999", location: .remote("https://git.example.org/team/s4999.git"))
        #expect(members.last == last)
    }
}

@Suite("Parts of a fleet")
struct ShardTests {
    static let names = (0..<500).map { "git.example.org/team/service-\($0)" }

    @Test("Each member is in exactly one part", arguments: [1, 2, 3, 7, 64])
    func partition(total: Int) {
        let parts = (0..<total).compactMap { Shard(index: $0, total: total) }
        for name in Self.names { #expect(parts.count { $0.holds(name) } == 1) }
        let sizes = parts.map { part in Self.names.count { part.holds($0) } }
        #expect(sizes.max()! <= 3 * (Self.names.count / total + 2))
    }

    @Test(
        "The part is read from what an engine sets",
        arguments: [
            (["SHARD": "2", "TOTAL": "3"], 2, 3),
            (["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "4"], 0, 4),
            (["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_COUNT": "8"], 4, 8),
            (["JOB_COMPLETION_INDEX": "7", "TOTAL": "8"], 7, 8),
            (["AWS_BATCH_JOB_ARRAY_INDEX": "0", "TOTAL": "2"], 0, 2),
        ])
    func engines(environment: [String: String], index: Int, total: Int) {
        #expect(Shard(environment: environment) == Shard(index: index, total: total))
    }

    @Test(
        "The run has the name that the engine gives all its parts",
        arguments: [
            (["RUN": "monday", "CI_PIPELINE_ID": "8"], "monday"), (["CI_PIPELINE_ID": "8"], "8"),
            (["SLURM_ARRAY_JOB_ID": "7", "SLURM_JOB_ID": "9"], "7"), (["AWS_BATCH_JOB_ID": "6c-1:3"], "6c-1"),
            (["GITHUB_RUN_ID": "5", "GITHUB_RUN_ATTEMPT": "2"], "5"), (["RUN": ""], nil),
        ] as [([String: String], String?)])
    func runs(environment: [String: String], name: String?) {
        #expect(Shard.run(environment: environment) == name)
    }

    @Test("There is no such part", arguments: ["3/3", "-1/3", "0/0", "1", "a/b", "1/2/3", "", "0x1/2"])
    func refused(text: String) {
        #expect(Shard(text) == nil)
    }
}
