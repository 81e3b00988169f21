import ArgumentParser

/// Which of a service's records a command is about.
struct RecordOptions: ParsableArguments {
    @Option(name: .customLong("scaffold"), help: "Which scaffold, when the service follows several.")
    var scaffold: String?

    @Option(
        help: ArgumentHelp(
            "The record of Copier or cruft, relative to the folder, where it has no usual name.", valueName: "path"))
    var answersFile: String?
}
