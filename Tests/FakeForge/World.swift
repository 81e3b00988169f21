import Foundation

/// Everything a forge knows besides git's own data.
struct World: Sendable {
    struct TokenInfo: Sendable {
        var user: String
        var scopes: [String]?
        var canWrite: Bool
        /// After how many more calls it is refused; nil for never.
        var callsLeft: Int?
    }

    let root: String
    let url: String
    var tokens: [String: TokenInfo] = [:]
    /// The numbers of people and organisations by name.
    var accounts: [String: Int] = [:]
    var organisations: Set<String> = []
    /// By path, in lower case.
    var repositories: [String: Repository] = [:]
    /// Old paths, in lower case, and the new ones.
    var renames: [String: String] = [:]
    private var lastNumber = 1000
    private var seconds = 0

    init(root: String, url: String) {
        self.root = root
        self.url = url
    }

    mutating func number() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// A time that goes on by a second each time it is asked for.
    mutating func now() -> String {
        seconds += 1
        return Self.time(seconds)
    }

    static func time(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(1_767_225_600 + seconds)).formatted(.iso8601)
    }

    /// Whose token it is; counts the call.
    mutating func user(of token: String) -> String? {
        guard let info = tokens[token] else { return nil }
        if let left = info.callsLeft {
            guard left > 0 else { return nil }
            tokens[token]?.callsLeft = left - 1
        }
        return info.user
    }

    mutating func account(_ name: String) -> Int {
        if let number = accounts[name] { return number }
        let new = number()
        accounts[name] = new
        return new
    }

    struct Repository: Sendable {
        var id: Int
        var path: String
        var parent: String?
        var isArchived = false
        var isDisabled = false
        var isMirror = false
        var canPush = true
        var isVisible = true
        var takesPullRequests = true
        var topics: [String] = []
        var allowsAutomerge = true
        var requiredChecks = RequiredChecks.none
        var labels: [Label] = []
        var pulls: [Pull] = []
        var checks: [Check] = []
        var protected: Set<String> = []
        var created: String

        var owner: String { path.split(separator: "/").dropLast().joined(separator: "/") }
        var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
    }

    struct Label: Sendable {
        var id: Int
        var name: String
        var color: String
    }

    struct Pull: Sendable {
        var id: Int
        var number: Int
        var title: String
        var body: String
        var isDraft: Bool
        var isOpen = true
        var isMerged = false
        var isAutomerging = false
        var mergeCommit: String?
        var author: String
        /// The path of the repository that the branch is in.
        var source: String
        var head: String
        var base: String
        /// The commit last seen on the branch.
        var headCommit: String
        var labels: [String] = []
        var reviewers: [String] = []
        var teams: [String] = []
        var comments: [Comment] = []
        var created: String
        var updated: String
        var closed: String?
    }

    struct Comment: Sendable {
        var id: Int
        var author: String
        var body: String
        var created: String
        var updated: String
    }

    struct Check: Sendable {
        var id: Int
        var commit: String
        var name: String
        /// `pending`, `success`, `failure`.
        var state: String
        /// Whether GitHub shows it as a check run, and not as a status.
        var isRun: Bool
        var created: String
    }

    /// A repository by its path, wherever it is now.
    func repository(_ path: String) -> Repository? {
        repositories[path.lowercased()]
    }

    /// A repository, or what is answered instead: it has another name now, or isn't to be seen.
    func find(_ path: String, _ call: Call) throws(Refusal) -> Repository {
        if let found = repository(path), found.isVisible { return found }
        if let new = renames[path.lowercased()], let found = repository(new) {
            let escaped = call.path.replacing(path, with: found.path)
                .replacing(path.replacing("/", with: "%2F"), with: found.path.replacing("/", with: "%2F"))
            let query = call.rawQuery
            throw .moved(
                to: url + escaped + (query.isEmpty ? "" : "?\(query)"), isReading: call.method == "GET")
        }
        throw .notFound
    }

    mutating func change(_ repository: Repository) {
        repositories[repository.path.lowercased()] = repository
    }
}
