#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Git

/// Finishes or clears away what a killed run left. Called with the lock held, so that run is surely dead.
struct Recovery {
    let repository: Repository
    let workspace: Workspace

    func run() throws {
        switch try workspace.note() {
        case .branch(let name, _, let after): try clearLock(of: name, after)
        case .inPlace(let files, isDone: false): try InPlaceWriter(repository: repository).finish(files, workspace)
        case .inPlace, nil: return
        }
    }

    /// Removes the lock file of the branch that a killed run was about to move, and no other process's lock.
    ///
    /// It is ours when the branch is not yet where the note says, and the lock holds the id that the note names, or is
    /// still empty a second after it was made (git writes the id right after making the file).
    private func clearLock(of branch: String, _ after: ObjectID) throws {
        let reference = "refs/heads/" + branch
        let lock = repository.commonDirectory + "/" + reference + ".lock"
        guard FileSystem.exists(lock), try repository.reference(reference) != after else { return }
        if try FileSystem.read(lock).isEmpty { usleep(1_000_000) }
        let content = (try? FileSystem.read(lock)) ?? []
        let isOurs = content.isEmpty || content == Array((after.hex + "\n").utf8)
        guard isOurs, let made = FileSystem.modificationTime(lock), made >= (workspace.noteTime ?? .max) else { return }
        unlink(lock)
    }
}
