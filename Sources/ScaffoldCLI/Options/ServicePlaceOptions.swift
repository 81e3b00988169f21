import ArgumentParser
import Drift

/// Which service a command is about whose arguments are files of it.
struct ServicePlaceOptions: ParsableArguments {
    @Option(name: [.customShort("C"), .customLong("directory")], help: "The service's folder.", completion: .directory)
    var directory = "."

    @Option(name: .customLong("scaffold"), help: "Which scaffold, when the service follows several.")
    var scaffold: String?

    @Option(
        help: ArgumentHelp(
            "The record of Copier or cruft, relative to the folder, where it has no usual name.", valueName: "path"))
    var answersFile: String?

    /// Opens the service.
    func open() throws -> Service { try Service.open(at: directory, answersFile: answersFile) }
}
