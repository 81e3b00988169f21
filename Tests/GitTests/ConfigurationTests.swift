import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("Configuration, attributes and signatures")
struct ConfigurationTests {
    @Test("values are read as git config prints them")
    func values() throws {
        let temporary = try TempRepository()
        try temporary.git("config", "scaffold.text", "two words")
        try temporary.git("config", "--add", "scaffold.text", "the last one")
        let repository = try temporary.open()
        #expect(try repository.configuration("scaffold.text") == "the last one")
        #expect(try repository.configuration("Scaffold.Text") == "the last one")
        #expect(try repository.configuration("scaffold.none") == nil)
        try temporary.git("config", "scaffold.later", "seen")
        #expect(try repository.configuration("scaffold.later") == "seen")
    }

    @Test("attributes: set, unset, valued, unspecified; a bare repository asks HEAD")
    func attributes() throws {
        let temporary = try TempRepository()
        try temporary.commit([".gitattributes": "*.lock -merge\n*.txt text eol=crlf\nsub/*.txt !eol\n"])
        let bare = temporary.directory.path("bare.git")
        try temporary.git("clone", "--quiet", "--bare", temporary.path, bare)
        for repository in [try temporary.open(), try Repository.open(at: bare)] {
            #expect(try repository.attribute("merge", path: "a.lock") == .unset)
            #expect(try repository.attribute("text", path: "a.txt") == .set)
            #expect(try repository.attribute("eol", path: "a.txt") == .value("crlf"))
            #expect(try repository.attribute("eol", path: "sub/a.txt") == .unspecified)
            #expect(try repository.attribute("eol", path: "a.md") == .unspecified)
        }
    }

    @Test(
        "safe.directory names folders as in git",
        arguments: [
            ([], false), (["*"], true), (["*", ""], false), (["", "*"], true), (["HERE/a"], true), (["HERE/a/"], true),
            (["HERE/*"], true), (["HERE"], false), (["HERE/a/b"], false), (["HERE/b", "HERE/a"], true),
            (["HERE/./a/b/.."], true), (["relative"], false),
        ])
    func safeDirectory(values: [String], trusted: Bool) throws {
        let directory = try TempDirectory()
        try directory.write("a/b/file", "")
        let written = values.map { $0.replacingOccurrences(of: "HERE", with: directory.path) }
        #expect(ConfigurationFiles.isTrusted(directory.path("a"), by: written) == trusted)
    }

    struct Person: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var environment: [String: String] = [:]
        var configuration: [String: String] = [:]
    }

    @Test(
        "the signature is the one git would use",
        arguments: [
            Person(testDescription: "configuration"),
            Person(
                testDescription: "environment",
                environment: ["GIT_AUTHOR_NAME": "En Viron", "GIT_AUTHOR_EMAIL": "en@example.com"]),
            Person(
                testDescription: "author section",
                configuration: ["author.name": "Au Thor", "author.email": "au@example.com"]),
            Person(testDescription: "crud", environment: ["GIT_AUTHOR_NAME": " <Dr. \"No\".>\n"]),
            Person(testDescription: "EMAIL loses to user.email", environment: ["EMAIL": "other@example.com"]),
        ])
    func signature(person: Person) throws {
        let temporary = try TempRepository()
        for (key, value) in person.configuration { try temporary.git("config", key, value) }
        let environment = ["GIT_AUTHOR_DATE": "1700000000 +0200"].merging(person.environment) { $1 }
        let expected = try temporary.git(["var", "GIT_AUTHOR_IDENT"], environment: environment).trimmed
        let signature = try temporary.open().signature(.author) { environment[$0] }
        #expect("\(signature.name) <\(signature.email)> 1700000000 +0200" == expected)
        #expect(signature.seconds == 1_700_000_000 && signature.offsetMinutes == 120)
    }

    @Test("without a name the error says which command sets it")
    func missingName() throws {
        let temporary = try TempRepository()
        try temporary.git("config", "user.name", "")
        let error = try failure { _ = try temporary.open().signature { _ in nil } }
        #expect(error.code == .invalid)
        #expect(error.hint == "run: git config --global user.name 'Your Name'")
    }

    @Test(
        "dates as in git",
        arguments: [
            "1700000000 +0000", "1700000000 -0330", "@1 +0100", "@0 +0000", "1700000000",
            "2005-04-07T22:13:13+02:00", "2005-04-07 22:13:13 +0200", "2005-04-07T22:13:13Z", "2005-04-07T22:13:13",
            "2005.04.07 22:13:13 +0100", "Thu, 07 Apr 2005 22:13:13 +0200", "Thu Apr 7 22:13:13 2005 -0700",
            "2005-04-07 22:13:13 UTC", "2005-04-07T22:13:13.019-0400", "2000-02-29 00:00 +0000",
            "7 Apr 2005 22:13 +0000",
        ])
    func dates(text: String) throws {
        let temporary = try TempRepository()
        let ident = try temporary.git(
            ["var", "GIT_AUTHOR_IDENT"], environment: ["GIT_AUTHOR_DATE": text, "TZ": localZone]
        ).trimmed.split(separator: " ").suffix(2)
        let date = try #require(GitDate(text))
        let sign = date.offsetMinutes < 0 ? "-" : "+"
        let minutes = abs(date.offsetMinutes)
        let zone = sign + String(format: "%02d%02d", minutes / 60, minutes % 60)
        #expect(ident.joined(separator: " ") == "\(date.seconds) \(zone)")
    }

    @Test(
        "what isn't a date is refused", arguments: ["", "yesterday", "12:00", "2005-13-07 10:00", "Foo 7 2005 10:00"])
    func badDates(text: String) {
        #expect(GitDate(text) == nil)
    }

    /// The zone of this process, for git to use too.
    private var localZone: String { ProcessInfo.processInfo.environment["TZ"] ?? TimeZone.current.identifier }
}
