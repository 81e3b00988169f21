/// Where names are used in languages of which more is known than their words.
extension NameUses {
    /// What a definition is, by the line that it stands on.
    func kind(of definition: Outline.Definition, on line: String) -> Kind {
        func begins(with words: String...) -> Bool { words.contains(where: line.hasPrefix) }
        switch language {
        case .python:
            return begins(with: "def ", "async ", "class ") ? .defined : definition.text != nil ? .imported : .variable
        case .script: return line.contains("class ") ? .defined : .variable
        case .go: return line.hasSuffix("\"") && !line.contains("=") ? .imported : .variable
        case .shell: return definition.name.hasPrefix("function ") ? .defined : .variable
        case .make: return definition.name.hasSuffix("=") ? .variable : .defined
        default: return .variable
        }
    }

    /// Tells whether a word can be a use where it stands; all words where nothing is known of the language.
    func places(in lines: LineText) -> (Range<Int>, Int, Kind) -> Bool {
        let style: CodeMask.Style? =
            switch language {
            case .python: .python
            case .script: .script
            case .go: .go
            default: nil
            }
        if let style {
            return UsePlaces(lines, style: style, path: path)?.isUse ?? { _, _, _ in true }
        }
        guard language == .shell || language == .make else { return { _, _, _ in true } }
        return CommandUses(lines, style: language == .shell ? .shell : .make).isUse
    }
}
