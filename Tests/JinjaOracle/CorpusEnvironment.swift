import Jinja

/// Makes an environment of the options of a corpus case.
enum CorpusEnvironment {
    static func make(_ options: Value?) -> Environment {
        var environment = Environment()
        for (key, value) in options?.dictValue?.pairs ?? [] {
            set(key.stringValue ?? "", value, &environment)
        }
        return environment
    }

    private static func set(_ option: String, _ value: Value, _ environment: inout Environment) {
        let isOn = (try? value.truth()) ?? false
        let text = value.stringValue ?? ""
        switch option {
        case "trim_blocks": environment.trimBlocks = isOn
        case "lstrip_blocks": environment.lstripBlocks = isOn
        case "keep_trailing_newline": environment.keepTrailingNewline = isOn
        case "autoescape": environment.autoescape = isOn
        case "newline_sequence": environment.newlineSequence = text
        case "block_start_string": environment.delimiters.blockStart = text
        case "block_end_string": environment.delimiters.blockEnd = text
        case "variable_start_string": environment.delimiters.variableStart = text
        case "variable_end_string": environment.delimiters.variableEnd = text
        case "comment_start_string": environment.delimiters.commentStart = text
        case "comment_end_string": environment.delimiters.commentEnd = text
        case "line_statement_prefix": environment.delimiters.lineStatementPrefix = value.stringValue
        case "line_comment_prefix": environment.delimiters.lineCommentPrefix = value.stringValue
        case "undefined":
            environment.undefined = text == "strict" ? .strict : text == "chainable" ? .chainable : .lenient
        case "extensions":
            for name in value.arrayValue ?? [] {
                if name.stringValue == "do" { environment.hasDo = true }
                if name.stringValue == "loopcontrols" { environment.hasLoopControls = true }
            }
        default: fatalError("unknown option \(option)")
        }
    }
}
