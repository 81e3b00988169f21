import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder `scaffold/` in the git directory: one lock, and the note of what was done last.
///
/// The note is written before anything moves, so that a run that was killed can be finished, and a finished one undone.
struct Workspace {
    private let directory: String
    private let descriptor: Int32

    /// Opens the folder and waits for nobody: a second `scaffold` in the same repository is told to come back.
    init(_ repository: Repository) throws(DriftError) {
        directory = repository.commonDirectory + "/scaffold"
        try FileSystem.makeDirectory(above: directory + "/lock")
        descriptor = open(directory + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw DriftError(
                .files, "can't write in \(repository.commonDirectory): \(String(cString: strerror(errno)))",
                fix: "check that the repository is writable")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            closeFile(descriptor)
            throw DriftError(
                .busy, "another scaffold is at work in \(repository.commonDirectory)",
                fix: "run it again when that is done")
        }
    }

    /// Releases the lock.
    ///
    /// The system does so too when the process dies.
    func close() { closeFile(descriptor) }

    /// The note of the last run; nil when there is none.
    func note() throws(DriftError) -> Note? {
        guard FileSystem.exists(notePath) else { return nil }
        return try Note(parsing: FileSystem.read(notePath), file: notePath)
    }

    /// Replaces the note in one step.
    func write(_ note: Note) throws(DriftError) { try FileSystem.write(note.bytes, mode: .file, to: notePath) }

    /// Forgets the note: there is nothing to undo any more.
    func forgetNote() throws(DriftError) { try FileSystem.remove(notePath, upTo: directory) }

    /// When the note was written, in seconds.
    var noteTime: Int? { FileSystem.modificationTime(notePath) }

    /// Where new contents of the work tree wait until all of them are written.
    var stagingFolder: String { directory + "/staging" }

    private var notePath: String { directory + "/last" }
}

/// Outside of the type, whose own `close` hides the system's.
private func closeFile(_ descriptor: Int32) { _ = close(descriptor) }
