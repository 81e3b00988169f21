import ArgumentParser
import Drift

/// Which service a command is about whose arguments are files of it.
struct ServicePlaceOptions: ParsableArguments {
    @Option(name: [.customShort("C"), .customLong("directory")], help: "The service's folder.", completion: .directory)
    var directory = "."

    @OptionGroup var record: RecordOptions

    /// Opens the service.
    func open() throws -> Service { try Service.open(at: directory, answersFile: record.answersFile) }
}
