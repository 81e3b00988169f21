/// What a pull request says beyond the report of its upgrade.
public struct PullRequestContext: Sendable {
    /// The branch it comes from.
    public var branch: String
    /// The branch it goes to.
    public var base: String
    /// What people's clones call the repository: `origin`.
    public var remote: String
    /// A page that compares the two releases of the template; nil where there is none.
    public var comparison: String?
    /// How the service's own check ended; nil where none was asked for.
    public var verification: Verification?
    /// The workflow files that wait on a branch of their own; nil where none do.
    public var workflows: Workflows?
    /// The label by which people have their commits thrown away and the branch made anew.
    public var rebuildLabel: String
    /// The label by which people have it left as it is.
    public var pauseLabel: String
    /// What the forge calls it: pull request, merge request.
    public var noun: String
    /// The tool and its version.
    public var tool: String

    /// A service's own check, run on the upgraded files.
    public struct Verification: Hashable, Sendable {
        /// How a check ended.
        public enum Result: String, Sendable {
            /// With success.
            case passed
            /// With another exit status.
            case failed
            /// It was stopped when its time was over.
            case timedOut = "timed-out"
        }

        /// The command.
        public var command: String
        /// How it ended.
        public var result: Result
        /// The end of what it wrote.
        public var output: String

        /// Makes one.
        public init(command: String, result: Result, output: String) {
            self.command = command
            self.result = result
            self.output = output
        }
    }

    /// Files of continuous integration that the token may not push.
    public struct Workflows: Hashable, Sendable {
        /// Their paths in the repository.
        public var paths: [String]
        /// The branch that has them; nil where it could not be pushed either.
        public var branch: String?
        /// Their changes as a patch for `git apply`.
        public var patch: String

        /// Makes one.
        public init(paths: [String], branch: String?, patch: String) {
            self.paths = paths
            self.branch = branch
            self.patch = patch
        }
    }

    /// Makes a context.
    public init(
        branch: String, base: String, remote: String, comparison: String? = nil, verification: Verification? = nil,
        workflows: Workflows? = nil, rebuildLabel: String, pauseLabel: String, noun: String, tool: String
    ) {
        self.branch = branch
        self.base = base
        self.remote = remote
        self.comparison = comparison
        self.verification = verification
        self.workflows = workflows
        self.rebuildLabel = rebuildLabel
        self.pauseLabel = pauseLabel
        self.noun = noun
        self.tool = tool
    }
}

extension UpgradeReport {
    /// The title of a pull request: the release is in it, so that two are never taken for one another.
    public func title(directory: String = "") -> String {
        let place = directory.isEmpty ? "" : " in \(singleLine(directory))"
        let what = from == to ? "Update \(scaffold) \(to)" : "Upgrade \(scaffold) to \(to)"
        let files = held.count == 1 ? "1 file" : "\(held.count) files"
        return singleLine(what) + place + (held.isEmpty ? "" : " (conflicts in \(files))")
    }

    static func introduction(_ request: PullRequestContext) -> String {
        var out = "\nThe scaffold that this service was generated from has moved on; this brings its changes in, "
        out += "merged with the edits of the service's owners.\n"
        if let comparison = request.comparison {
            out += "\nWhat changed in the template: <\(comparison)>\n"
        }
        if let check = request.verification {
            let words =
                switch check.result {
                case .passed: "passed"
                case .failed: "**failed**"
                case .timedOut: "**took too long**"
                }
            out += "\nThe check \(MarkdownText.code(check.command)) \(words) on this branch.\n"
            if check.result != .passed, !check.output.isEmpty {
                out +=
                    "\n<details><summary>The end of its output</summary>\n\n" + MarkdownText.block(check.output)
                    + "\n</details>\n"
            }
        }
        if let workflows = request.workflows { out += introduction(workflows) }
        return out
    }

    private static func introduction(_ workflows: PullRequestContext.Workflows) -> String {
        let paths = workflows.paths.map(MarkdownText.code).joined(separator: ", ")
        var out = "\n### Workflow files\n\nNot in this branch, since the token that pushes it may not change them: "
        out += "\(paths).\n"
        if let branch = workflows.branch {
            out += "\nThey are on the branch \(MarkdownText.code(branch)): merge that one, too.\n"
        } else {
            let patch = MarkdownText.block(workflows.patch, language: "diff")
            out += "\nApply this patch with `git apply`:\n\n"
            out += patch.utf8.count < 20_000 ? patch : "(too long to show here: `scaffold diff --merged` writes it)\n"
        }
        return out
    }

    /// How to steer the next runs; always there, however long the rest is.
    static func controls(_ request: PullRequestContext) -> String {
        """

        ---
        - **Edit it**: push commits to \(MarkdownText.code(request.branch)). They are never overwritten: from then on the \
        branch is yours, and `scaffold upgrade --pr --onto-human` puts newer releases on top of them.
        - **Have it made anew**, without your commits: add the label \(MarkdownText.code(request.rebuildLabel)).
        - **Decline it**: close it. This release is not proposed again; the next one is.
        - **Pause it**: add the label \(MarkdownText.code(request.pauseLabel)). **Pin a release**: run it with `--to`.

        Made by \(MarkdownText.code(request.tool)).

        """
    }
}
