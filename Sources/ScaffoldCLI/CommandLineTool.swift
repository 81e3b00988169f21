import ArgumentParser
import Report

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The whole tool: parses the arguments, runs a command, and ends the process with the documented exit code.
public enum CommandLineTool {
    /// Runs the tool with the process's arguments.
    ///
    /// Never returns.
    public static func run() -> Never {
        openStandardDescriptors()
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(run(arguments))
    }

    /// The command that arguments name, with those above it.
    private static func commandPath(_ arguments: [String]) -> String {
        var path = [Root._commandName]
        var commands = Root.configuration.subcommands
        for argument in arguments {
            guard let next = commands.first(where: { $0._commandName == argument }) else { break }
            path.append(argument)
            commands = next.configuration.subcommands
        }
        return path.joined(separator: " ")
    }

    /// Without this a file opened later would get the number of a closed standard output, and what is printed.
    private static func openStandardDescriptors() {
        var descriptor = open("/dev/null", O_RDWR)
        while descriptor >= 0, descriptor <= STDERR_FILENO { descriptor = open("/dev/null", O_RDWR) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Runs the tool with `arguments` and returns its exit code.
    static func run(_ arguments: [String]) -> Int32 {
        do {
            var command = try Root.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.done.rawValue
        } catch let code as ExitCode {
            return code.rawValue
        } catch let failure as Failure {
            Console.standard.report(failure)
            return failure.status.rawValue
        } catch {
            if let failure = Failure(error) {
                Console.standard.report(failure)
                return failure.status.rawValue
            }
            let code = Root.exitCode(for: error)
            var text = Root.fullMessage(for: error)
            // What a command itself finds wrong with its arguments, the parser can't place.
            if let error = error as? ValidationError {
                text = "Error: \(error)\nSee '\(commandPath(arguments)) --help' for more information."
            }
            if code.isSuccess { Console.standard.write(text + "\n") } else { Console.standard.note(sanitized(text)) }
            return code.rawValue
        }
    }
}
