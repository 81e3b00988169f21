import Jinja
import OrderedCollections

/// The Jinja settings of a template: Cookiecutter's own, then what `_jinja2_env_vars` and `_extensions` ask for.
enum CookiecutterEnvironment {
    /// Makes the settings.
    /// - Parameters:
    ///   - questions: `cookiecutter.json`, or the context; both hold the settings as they were written.
    ///   - setting: Clock and seed of the extensions.
    ///   - commit: The template's commit; nil for a folder.
    ///   - file: Gives a file of the template by its path beside `cookiecutter.json`.
    /// - Returns: The settings, what is not honoured of them, and the extensions that are not there.
    static func make(
        _ questions: DictValue, setting: RenderSetting, commit: String?, file: @escaping (String) -> [UInt8]?
    ) -> (environment: Environment, notes: [DialectNote], missing: [String]) {
        var environment = Environment(delimiters: delimiters(questions))
        environment.keepTrailingNewline = true
        environment.undefined = .strict
        environment.limits.outputBytes = 32 << 20
        environment.limits.valueSize = 8 << 20
        environment.limits.totalSize = 256 << 20
        environment.limits.steps = RenderLimits().steps
        environment.addCookiecutterExtensions(setting)
        var notes: [DialectNote] = []
        for (key, value) in questions["_jinja2_env_vars"]?.dictValue?.pairs ?? [] {
            apply(key.pythonString, value, to: &environment, &notes)
        }
        var missing: [String] = []
        for path in questions["_extensions"]?.arrayValue ?? [] {
            let name = path.pythonString
            if environment.addExtension(name, setting) { continue }
            if name == "jinja2_git.GitExtension" {
                environment.addCommit(commit)
                continue
            }
            if environment.addOwnExtension(name, setting, file: file) { continue }
            missing.append(name)
            notes.append(
                DialectNote(
                    rule: "unknown-extension", subject: name,
                    message: "the extension \(name) is Python that is not run; files that need it are not rendered"))
        }
        return (environment, notes, missing)
    }

    /// The delimiters that `_jinja2_env_vars` asks for; they decide which folder is the template, too.
    static func delimiters(_ questions: DictValue) -> Delimiters {
        var delimiters = Delimiters()
        for (key, value) in questions["_jinja2_env_vars"]?.dictValue?.pairs ?? [] {
            guard let text = value.stringValue, !text.isEmpty else { continue }
            switch key.pythonString {
            case "block_start_string": delimiters.blockStart = text
            case "block_end_string": delimiters.blockEnd = text
            case "variable_start_string": delimiters.variableStart = text
            case "variable_end_string": delimiters.variableEnd = text
            case "comment_start_string": delimiters.commentStart = text
            case "comment_end_string": delimiters.commentEnd = text
            case "line_statement_prefix": delimiters.lineStatementPrefix = text
            case "line_comment_prefix": delimiters.lineCommentPrefix = text
            default: break
            }
        }
        return delimiters
    }

    private static let delimiterNames: Set<String> = [
        "block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
        "comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix",
    ]

    /// Settings of Jinja that change nothing about what is rendered.
    private static let withoutEffect: Set<String> = ["optimized", "cache_size", "auto_reload", "enable_async"]

    private static func apply(
        _ name: String, _ value: Value, to environment: inout Environment, _ notes: inout [DialectNote]
    ) {
        let isOn = (try? value.truth()) ?? false
        switch name {
        case "trim_blocks": environment.trimBlocks = isOn
        case "lstrip_blocks": environment.lstripBlocks = isOn
        case "autoescape": environment.autoescape = isOn
        case "newline_sequence":
            if let text = value.stringValue, ["\n", "\r", "\r\n"].contains(text) {
                environment.newlineSequence = text
                return
            }
            notes.append(refusal(name))
        default:
            if withoutEffect.contains(name) { return }
            let isDelimiter = delimiterNames.contains(name) && (value.isNone || value.stringValue?.isEmpty == false)
            if !isDelimiter { notes.append(refusal(name)) }
        }
    }

    private static func refusal(_ name: String) -> DialectNote {
        DialectNote(
            rule: "unknown-setting", subject: name,
            message: "_jinja2_env_vars sets \(name) to something that Cookiecutter itself does not take; it is ignored")
    }
}

extension Environment {
    /// Adds the tag `gitcommit` of jinja2-git: the commit that is checked out in the template's folder.
    fileprivate mutating func addCommit(_ commit: String?) {
        addTag("gitcommit", .option("short")) { (arguments, _) throws(TemplateError) in
            guard let commit else { throw TemplateError(.security, "the template is in no repository") }
            // How short an id is depends on all that its repository holds.
            guard try !arguments.positional[0].truth() else {
                throw TemplateError(.security, "how git abbreviates the template's commit is not known here")
            }
            return .string(commit)
        }
    }
}
