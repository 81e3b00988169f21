import Report

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a command's words go: data to standard output, everything else to standard error.
struct Console {
    /// Colours for standard output.
    var style: Style
    /// Colours for standard error.
    var noteStyle: Style
    /// Whether a person reads standard output.
    var isTerminal: Bool
    /// Whether a person can be asked: standard input and error are terminals.
    var isInteractive: Bool

    /// The process's console, with colour only on a terminal and without NO_COLOR.
    static var standard: Console {
        let allowsColour = (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true) && !isDumb
        return Console(
            style: Style(isColoured: allowsColour && isatty(STDOUT_FILENO) == 1),
            noteStyle: Style(isColoured: allowsColour && isatty(STDERR_FILENO) == 1),
            isTerminal: isatty(STDOUT_FILENO) == 1,
            isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1)
    }

    private static var isDumb: Bool { getenv("TERM").map { String(cString: $0) == "dumb" } ?? false }

    /// Writes data to standard output as it is.
    func write(_ text: String) { Self.write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Writes bytes to standard output as they are.
    func write(_ bytes: [UInt8]) { Self.write(bytes, to: STDOUT_FILENO) }

    /// Writes a line to standard output.
    func line(_ text: String = "") { write(text + "\n") }

    /// Writes a line for people to standard error.
    func note(_ text: String) { Self.write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Tells people what a template has to say, which drives no terminal.
    func tell(_ message: String) {
        if !message.isEmpty { note(sanitized(message)) }
    }

    /// Replaces the line that a person watches on standard error; an empty text leaves none.
    func show(_ text: String) { Self.write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO) }

    /// Tells a failure: what is wrong on one line, its details indented, how to fix it on the last.
    func report(_ failure: Failure) {
        note(noteStyle.red("error:") + " " + Self.line(failure.message))
        for detail in failure.details { note(Self.line(detail)) }
        if let fix = failure.fix { note(noteStyle.bold("fix:") + " " + Self.line(fix)) }
    }

    /// A message that quotes a huge value is cut, and line ends in it are made visible.
    private static func line(_ text: String) -> String {
        let limit = 2000
        let short = text.utf8.count > limit ? String(text.unicodeScalars.prefix(limit)) + "…" : text
        return sanitized(short).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    }

    /// Asks a person and returns the line without its newline; nil at the end of the input.
    func ask(_ prompt: String) -> String? {
        Self.write(Array(prompt.utf8), to: STDERR_FILENO)
        return readLine(strippingNewline: true)
    }

    /// Writes everything, or ends the process when standard output can't take it: data that got lost is no success.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var offset = 0
        while offset < bytes.count {
            let count = writeSome(descriptor, bytes[offset...])
            if count >= 0 {
                offset += count
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                guard descriptor == STDOUT_FILENO, errno != EPIPE else { return }
                let reason = String(cString: strerror(errno))
                standard.report(
                    Failure("can't write to standard output: \(reason)", fix: "see where it is redirected to"))
                exit(ExitStatus.error.rawValue)
            }
        }
    }
}

/// Outside of the type, whose own `write` hides the system's.
private func writeSome(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
