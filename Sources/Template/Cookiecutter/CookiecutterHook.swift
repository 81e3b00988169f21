/// A script of `hooks/`.
///
/// It is listed, its text is rendered and read, it never runs.
struct CookiecutterHook {
    /// When Cookiecutter would run it.
    enum Stage: String, CaseIterable {
        /// Before the questions; cruft leaves it out.
        case prePrompt = "pre_prompt"
        /// Before the files.
        case preGen = "pre_gen_project"
        /// After the files.
        case postGen = "post_gen_project"
    }

    /// When it would run.
    let stage: Stage
    /// The path in the repository.
    let path: String
    /// The script.
    let bytes: [UInt8]

    /// The command that is told to people.
    var command: DialectCommand { DialectCommand(stage: stage.rawValue, command: path) }
}

extension CookiecutterTemplate {
    /// The hooks in the order of their stages; every file of the right name counts, whatever its extension.
    var hooks: [CookiecutterHook] {
        guard case .folder(let folder) = tree.entry(path("hooks")) else { return [] }
        var hooks: [CookiecutterHook] = []
        for stage in CookiecutterHook.Stage.allCases {
            for name in tree.names(in: folder) where !name.hasSuffix("~") {
                guard CookiecutterTemplate.stem(name) == stage.rawValue, let file = tree.file(Path.join(folder, name))
                else { continue }
                hooks.append(CookiecutterHook(stage: stage, path: Path.join(path("hooks"), name), bytes: file.bytes))
            }
        }
        return hooks
    }

    /// The name without its last extension.
    private static func stem(_ name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
