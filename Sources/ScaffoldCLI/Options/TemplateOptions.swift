import ArgumentParser

/// Which template of a repository that holds several of Cookiecutter.
struct TemplateOptions: ParsableArguments {
    @Option(
        name: .customLong("directory"),
        help: ArgumentHelp(
            "The folder of the repository that is the Cookiecutter template, where it holds several.",
            valueName: "folder"))
    var folder: String?
}
