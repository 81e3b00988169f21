import ArgumentParser

/// The exit codes, the same for every command.
enum ExitStatus: Int32 {
    /// In sync, or done.
    case done = 0
    /// Drift, or files are held.
    case drift = 1
    /// An error: nothing was written.
    case error = 2
    /// Some repositories could not be reached.
    case partial = 3
    /// The arguments are off.
    case usage = 64
    /// Somebody else is at work; try again later.
    case tryAgain = 75

    /// The code as a value that a command throws to end with it.
    var exitCode: ExitCode { ExitCode(rawValue) }
}
