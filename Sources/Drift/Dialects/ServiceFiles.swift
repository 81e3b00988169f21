import Git
import Synchronization

/// The files of a service that its template reads (`_external_data`): as they are, and as they were when the service took
/// the template's state.
///
/// The reason for `@unchecked`: a repository's handle is no value, and renders run beside one another, so that the files of
/// both times are read one by one.
final class ServiceFiles: @unchecked Sendable {
    private let turn = Mutex(())
    private let now: TreeFiles
    private let then: TreeFiles?

    /// - Parameter moment: When the service took the template's state; without it, there are only the files as they are.
    init(_ service: Service, since moment: RecordHistory.Moment?) {
        now = TreeFiles(repository: service.repository, tree: service.tree)
        then = moment.map { TreeFiles(repository: service.repository, tree: $0.tree) }
    }

    /// The files of a tree, at one time only.
    init(_ files: TreeFiles) {
        now = files
        then = nil
    }

    /// The content of a file as it is; nil when there is none.
    func current(_ path: String) -> [UInt8]? { turn.withLock { _ in try? now.content(at: path) } }

    /// The content of a file as it was.
    ///
    /// A clone without the contents of earlier commits has the present one only, which is most likely the same.
    func earlier(_ path: String) -> [UInt8]? {
        turn.withLock { _ in
            guard let then else { return try? now.content(at: path) }
            do {
                return try then.content(at: path)
            } catch {
                return try? now.content(at: path)
            }
        }
    }
}

/// The data that the old version's render asks for, with a note of whether it is another one now.
final class EarlierData: Sendable {
    private let earlier: @Sendable (String) -> [UInt8]?
    private let current: @Sendable (String) -> [UInt8]?
    private let differs = Mutex(false)

    init(_ inputs: ForeignTemplate.Inputs) {
        earlier = inputs.earlierFiles
        current = inputs.files
    }

    /// Whether something that was read has changed since.
    var hasChanged: Bool { differs.withLock { $0 } }

    func read(_ path: String) -> [UInt8]? {
        let bytes = earlier(path)
        if bytes != current(path) { differs.withLock { $0 = true } }
        return bytes
    }
}
