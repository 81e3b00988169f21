import Jinja
import OrderedCollections

/// A hook of a template's extension that computes what it adds to a context.
struct CopierHook {
    /// Where it is: a path and a class.
    let name: String
    let machine: PureMachine
    let type: String
    /// What it may set, as far as that can be seen.
    let names: Set<String>
    /// Whether it can set nothing else.
    let isBounded: Bool

    /// A context with what the hook adds to it.
    /// - Parameter globals: What every template of the environment sees, which the hook sees, too.
    /// - Throws: ``PureStop`` where the hook can't be followed or fails.
    func extended(
        _ context: OrderedDictionary<String, Value>, _ globals: [String: Value]
    ) throws(PureStop) -> OrderedDictionary<String, Value> {
        let parent = DictValue()
        for (name, value) in globals.sorted(by: { $0.key < $1.key }) { parent[name] = value }
        for (name, value) in context { parent[name] = value }
        let given = try machine.entering(nil) { machine throws(PureStop) in
            machine.made(.dict(parent))
            let type = try machine.global(type)
            var arguments = Arguments()
            if case .object(let object) = type, (object as? PureClass)?.method("__init__") != nil {
                arguments.positional.append(.object(PureName("jinja2.Environment")))
            }
            let instance = try machine.call(type, arguments)
            return try machine.call(try machine.attribute("hook", of: instance), Arguments([.dict(parent)]))
        }
        if !given.isNone {
            guard let added = given.dictValue else { throw .unknown("the hook gives no dict") }
            for (name, value) in added.pairs {
                guard let name = name.stringValue else { throw .unknown("the hook sets what is no variable") }
                parent[name] = value
            }
        }
        var extended: OrderedDictionary<String, Value> = [:]
        for (key, value) in parent.pairs {
            guard let name = key.stringValue else { throw .unknown("the hook sets what is no variable") }
            extended[name] = value
        }
        return extended
    }

    /// What there is to tell of a hook that isn't followed.
    static func note(
        _ name: String, _ names: Set<String>, isBounded: Bool, reason: String? = nil
    ) -> DialectNote {
        let what = isBounded ? names.sorted().joined(separator: ", ") : "what it adds"
        return DialectNote(
            rule: "unknown-extension", subject: name,
            message: "the extension computes \(what)\(reason.map { ", which is not followed: \($0)" } ?? ""); "
                + "files that use that are left as they are")
    }
}
