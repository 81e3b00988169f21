public import Git
public import Merge

/// One version of a Copier template: how the answers file names it, and where it stands among the others.
public struct CopierVersion: Hashable, Sendable {
    /// The commit.
    public var commit: ObjectID
    /// What `git describe --tags --always` calls it: `v1.2.0`, `v1.2.0-3-gabc1234`, or an abbreviated id.
    public var describe: String
    /// Its place in the order of versions; nil where the template's tags allow none.
    public var version: PythonVersion?

    /// Names a version.
    public init(commit: ObjectID, describe: String, version: PythonVersion?) {
        self.commit = commit
        self.describe = describe
        self.version = version
    }
}

/// The versions of a template in its repository, as Copier finds and orders them.
public final class CopierVersions {
    /// A tag whose name is a version.
    public struct Tag: Hashable, Sendable {
        /// The tag's name.
        public var name: String
        /// The version that it names.
        public var version: PythonVersion
        /// The commit it stands for.
        public var commit: ObjectID
    }

    private let repository: Repository
    /// The tags with their short names, once they were read.
    private var known: [Reference]?

    /// Looks at a repository, whose tags are read once.
    public init(_ repository: Repository) { self.repository = repository }

    /// The tags whose names are versions by PEP 440, oldest version first; of equal ones, the first by name last.
    public func tags() throws(ScaffoldError) -> [Tag] {
        try references().compactMap { reference in
            PythonVersion(reference.name).map { Tag(name: reference.name, version: $0, commit: reference.commit) }
        }.sorted { one, other in
            // Copier sorts downwards and keeps the order of equal ones, which is that of their names.
            if one.version != other.version { return one.version < other.version }
            return other.name.utf8.lexicographicallyPrecedes(one.name.utf8)
        }
    }

    /// The tag that Copier takes when nobody asks for one; nil where there is none, and HEAD is taken.
    public func newestTag(prereleases: Bool = false) throws(ScaffoldError) -> Tag? {
        try tags().last { prereleases || !$0.version.isPrerelease }
    }

    /// The version that Copier takes when nobody asks for one: the newest tag, or else HEAD.
    public func newest(prereleases: Bool = false) throws(ScaffoldError) -> CopierVersion {
        if let tag = try newestTag(prereleases: prereleases) { return try version(of: tag.commit) }
        return try version(of: try resolve("HEAD"))
    }

    /// The commit that a text names: a tag, a branch, an id, an abbreviation of one, or what `git describe` prints.
    /// - Throws: ``ScaffoldError`` for what names nothing here.
    public func resolve(_ text: String) throws(ScaffoldError) -> ObjectID {
        guard !text.isEmpty, !text.hasPrefix("-"), !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw ScaffoldError(.locator, "\(YAMLScalar.quoted(text)) is no name of a version")
        }
        // A tag goes first: `1.0` could be an abbreviated id, too, and a branch may have a tag's name.
        if let tag = try references().first(where: { $0.name == text }) { return tag.commit }
        do {
            return try repository.resolve(text)
        } catch {
            guard error.code == .notFound,
                let remote = try? repository.resolve("refs/remotes/origin/\(text)")
            else { throw ScaffoldError(error) }
            return remote
        }
    }

    /// What a commit is called, and its place among the versions.
    public func version(of commit: ObjectID) throws(ScaffoldError) -> CopierVersion {
        let describe = try description(of: commit)
        return CopierVersion(commit: commit, describe: describe, version: try place(of: commit, describe: describe))
    }

    /// What `git describe --tags --always` prints.
    ///
    /// A commit's only tag answers at once, where git reads all tags first; one whose object has another name is described by
    /// that, at length. libgit2 forgets the length.
    private func description(of commit: ObjectID) throws(ScaffoldError) -> String {
        let own = try references().filter { $0.commit == commit }
        return try GitSource.git { () throws(GitError) in
            guard own.count == 1 else { return try repository.describe(commit) }
            let name = try repository.tagName(of: own[0].target) ?? own[0].name
            return name == own[0].name ? name : "\(name)-0-g\(try repository.abbreviation(of: commit))"
        }
    }

    /// The place of a commit: the nearest version tag behind it, and how many commits came since.
    ///
    /// The rules are those of Python's `dunamai`, which Copier asks: `1.2.0.post3.dev0+abc1234` for three commits after
    /// `v1.2.0`, and a post-release of 0.0.0 where no tag is a version.
    private func place(of commit: ObjectID, describe: String) throws(ScaffoldError) -> PythonVersion? {
        guard let (tag, base) = try nearestVersion(to: commit) else {
            return try serialized(TagVersion.none, since: nil, commit)
        }
        if let version = try serialized(base, since: tag.commit, commit) { return version }
        // Where the tag and the distance give no version, Copier reads the description itself.
        let parts = describe.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count > 2, let count = Int(parts[parts.count - 2]), let id = parts.last, id.hasPrefix("g") {
            return PythonVersion("\(parts.dropLast(2).joined(separator: "-")).post\(count)+\(id)")
        }
        return PythonVersion(describe)
    }

    private func serialized(
        _ base: TagVersion, since tag: ObjectID?, _ commit: ObjectID
    ) throws(ScaffoldError) -> PythonVersion? {
        if tag == commit { return base.version(distance: 0, commit: "") }
        let distance = try GitSource.git { () throws(GitError) in
            try repository.countOfCommits(from: commit, notFrom: tag)
        }
        let id = try GitSource.git { () throws(GitError) in try repository.abbreviation(of: commit) }
        return base.version(distance: distance, commit: id)
    }

    /// The nearest of the tags that lead to a commit and have a version for a name.
    private func nearestVersion(to commit: ObjectID) throws(ScaffoldError) -> (tag: Reference, base: TagVersion)? {
        // A tag of the commit itself is the nearest, and spares the walk through the history.
        if let own = try nearestVersion([commit: 0]) { return own }
        let order = try GitSource.git { () throws(GitError) in try repository.history(of: commit) }
        return try nearestVersion(Dictionary(uniqueKeysWithValues: zip(order, order.indices)))
    }

    private func nearestVersion(_ places: [ObjectID: Int]) throws(ScaffoldError) -> (tag: Reference, base: TagVersion)?
    {
        for tag in try sorted(by: places) {
            if let version = TagVersion(tag.name) { return (tag, version) }
        }
        return nil
    }

    /// The tags of commits that have a place, the nearest first, of one commit the youngest.
    private func sorted(by places: [ObjectID: Int]) throws(ScaffoldError) -> [Reference] {
        var found: [(place: Int, date: Int64, tag: Reference)] = []
        for tag in try references() {
            guard let place = places[tag.commit] else { continue }
            let date: Int64 = try GitSource.git { () throws(GitError) in
                if let tagger = try repository.tagger(of: tag.target) { return tagger.seconds }
                return try repository.commit(tag.commit).committer.seconds
            }
            found.append((place, date, tag))
        }
        return found.enumerated().sorted { one, other in
            if one.element.place != other.element.place { return one.element.place < other.element.place }
            if one.element.date != other.element.date { return one.element.date > other.element.date }
            return one.offset < other.offset
        }.map(\.element.tag)
    }

    /// The tags with their short names.
    private func references() throws(ScaffoldError) -> [Reference] {
        if let known { return known }
        let references = try GitSource.git { () throws(GitError) in try repository.references(under: "refs/tags/") }
        let short = references.map { reference in
            var short = reference
            short.name = String(reference.name.dropFirst("refs/tags/".count))
            return short
        }
        known = short
        return short
    }
}

/// A tag's name as `dunamai` takes it apart: `v1!2.0-rc1+extra`.
struct TagVersion: Hashable, Sendable {
    var epoch: String?
    var base: String
    var stage: String?
    var revision: Int?

    /// What stands for a template without version tags.
    static let none = TagVersion(epoch: nil, base: "0.0.0", stage: nil, revision: nil)

    private init(epoch: String?, base: String, stage: String?, revision: Int?) {
        self.epoch = epoch
        self.base = base
        self.stage = stage
        self.revision = revision
    }

    /// Reads a name; nil where it doesn't begin with numbers or has something behind them that fits nowhere.
    init?(_ name: String) {
        var rest = Array(name.utf8)[...]
        func digits() -> String? {
            let run = rest.prefix { $0.isASCIIDigit }
            rest = rest.dropFirst(run.count)
            return run.isEmpty ? nil : String(decoding: run, as: UTF8.self)
        }
        if rest.first == UInt8(ascii: "v") { rest.removeFirst() }
        guard var text = digits() else { return nil }
        if rest.first == UInt8(ascii: "!") {
            epoch = text
            rest.removeFirst()
            guard let next = digits() else { return nil }
            text = next
        }
        while rest.first == UInt8(ascii: "."), let byte = rest.dropFirst().first, byte.isASCIIDigit {
            rest.removeFirst()
            text += ".\(digits() ?? "")"
        }
        base = text
        let before = rest
        if let byte = rest.first, "-._".utf8.contains(byte) { rest.removeFirst() }
        let word = rest.prefix { $0.isASCIILetter }
        if !word.isEmpty {
            stage = String(decoding: word, as: UTF8.self)
            rest = rest.dropFirst(word.count)
            if let byte = rest.first, "-._".utf8.contains(byte) { rest.removeFirst() }
            if let number = digits() {
                guard let value = Int(number) else { return nil }
                revision = value
            }
        } else if rest.count != before.count {
            return nil
        }
        if rest.first == UInt8(ascii: "+") {
            if rest.count == 1 { return nil }
        } else if !rest.isEmpty {
            return nil
        }
    }

    /// The version of a commit so many commits after the tag; nil where PEP 440 has no place for it.
    func version(distance: Int, commit: String) -> PythonVersion? {
        var text = epoch.map { "\($0)!" } ?? ""
        text += base
        var post: Int?
        var dev: Int?
        switch stage {
        case nil: break
        case "post": post = revision
        case "dev": dev = revision
        case let stage?:
            switch stage.lowercased() {
            case "alpha", "a": text += "a\(revision ?? 0)"
            case "beta", "b": text += "b\(revision ?? 0)"
            case "rc", "c", "pre", "preview": text += "rc\(revision ?? 0)"
            default: return nil
            }
        }
        if distance > 0 {
            if post == nil, dev == nil {
                post = distance
                dev = 0
            } else {
                dev = (dev ?? 0) + distance
            }
        }
        if let post { text += ".post\(post)" }
        if let dev { text += ".dev\(dev)" }
        if distance > 0 { text += "+\(commit)" }
        return PythonVersion(text)
    }
}
