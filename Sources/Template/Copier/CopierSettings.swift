import Jinja
import OrderedCollections

/// The settings of a template that its rendering follows, checked.
struct CopierSettings {
    /// Where in the repository the files to render are, as written: a template itself.
    let subdirectory: String
    /// What the name of a file to render ends in; every file is rendered when it is empty.
    let suffix: String
    /// Whether symlinks stay symlinks.
    let preservesLinks: Bool
    /// Patterns of files to leave out, as written.
    let exclude: [String]
    /// Patterns of files that are never written again, as written.
    let skipIfExists: [String]
    /// Where the answers file is, as written.
    let answersFile: String
    /// The questions whose answers are not recorded.
    let secrets: Set<String>
    /// The oldest Copier that the template says it works with.
    let oldestCopier: String?

    /// What is left out where a template says nothing of it and is rendered from the root of its repository.
    private static let usualExcludes = [
        "copier.yaml", "copier.yml", "~*", "*.py[co]", "__pycache__", ".git", ".DS_Store", ".svn",
    ]

    init(_ configuration: CopierConfiguration, origin: String) throws(ScaffoldError) {
        subdirectory = try configuration.text("subdirectory", origin: origin) ?? ""
        suffix = try configuration.text("templates_suffix", origin: origin) ?? ".jinja"
        preservesLinks = (try? configuration.settings["preserve_symlinks"]?.truth()) ?? false
        let isWhole = CopierTree.spelled(subdirectory) == "."
        exclude =
            try configuration.texts("exclude", origin: origin) ?? (isWhole ? CopierSettings.usualExcludes : [])
        skipIfExists = try configuration.texts("skip_if_exists", origin: origin) ?? []
        answersFile = try configuration.text("answers_file", origin: origin) ?? ".copier-answers.yml"
        secrets = try configuration.secrets(origin: origin)
        oldestCopier = configuration.settings["min_copier_version"].map(\.pythonString)
    }
}
