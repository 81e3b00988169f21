extension FleetPolicy {
    /// The rules of all findings that a service can have, which `severity` and an exemption's `rules` can name.
    ///
    /// A name that is misspelt would otherwise be a policy that nobody notices not to hold.
    static let rules: [String] = [
        "answer-invalid", "answer-label", "answer-missing", "answer-not-a-choice", "answer-not-asked",
        "answer-not-plain", "answer-not-rendered", "answer-twice", "answer-unchecked", "base-from-history",
        "base-in-doubt", "baseline-mismatch", "below-minimum", "binary-in-doubt", "broken-record",
        "command-change-left-out", "command-failed", "command-ran", "command-unrendered", "corrupt-repository",
        "directory-rename", "empty-path", "escaping-path", "exact-edited", "exemption-ended", "external-data-missing",
        "generation-unlike", "git-attributes", "git-settings", "held", "hook-edit-not-replayed",
        "hook-effects-inferred", "hook-failed", "hook-file-left-out", "hook-in-doubt", "hook-misread",
        "hook-move-not-replayed", "hook-not-rendered", "hook-not-understood", "hook-ran", "hook-writes", "left-behind",
        "message-unrendered", "moved-tag", "newer-copier", "no-effect", "not-comparable", "not-run", "older-target",
        "other-record", "parallel-line", "path-twice", "question-renamed", "record-in-template", "recorded-state-gone",
        "refused-path", "rendered-with", "required-missing", "several-template-folders", "shadowed-compose",
        "shadowed-module", "source-unavailable", "stale-source", "template-chosen", "too-far-behind", "too-old",
        "two-sources-one-path", "two-workflows", "uncommitted", "undefined-name", "unknown-answer", "unknown-extension",
        "unknown-release", "unknown-setting", "unrendered", "untracked-in-the-way", "yanked-release",
    ]
}
