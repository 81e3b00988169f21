/// What a line defines in files that are no source code of a language with blocks.
extension NameReader {
    private static let batchVariable = Pattern(/set\s+(?:\/a\s+|\/p\s+)?"?(\w+)=/)
    private static let cmakeVariable = Pattern(/(?i:set|option)\s*\(\s*(\w+)/)
    private static let xmlName = Pattern(/\sid="([\w-]+)"/)
    private static let sqlView = Pattern(
        /create\s+(?:or\s+replace\s+|temporary\s+|materialized\s+)*view\s+(?:if\s+not\s+exists\s+)?(?:\w+\.)?(\w+)/)

    func written(_ line: OutlineLine, _ opener: CodeBlocks.Opener?) -> [DefinedName] {
        let text = line.text
        switch language {
        case .batch:
            let lower = text.lowercased()
            if lower.hasPrefix(":") {
                let label = lower.dropFirst().identifier(with: "-")
                return [DefinedName(label, .written(behind: ["call :", "goto ", "goto :"]))]
            }
            guard let match = lower.prefixMatch(of: Self.batchVariable) else { return [] }
            return [DefinedName(String(match.1), .written(behind: ["%", "!"], before: ["%", "!", ":"]))]
        case .cmake:
            guard text.holds("("), let match = text.prefixMatch(of: Self.cmakeVariable) else { return [] }
            return [DefinedName(String(match.1), .written(behind: ["${"], before: ["}"]))]
        case .terraform:
            guard case .section? = opener, let name = line.name(before: "="), name[...].identifier(with: "-") == name
            else { return [] }
            return [DefinedName(name, .written(behind: ["local."]), owner: "local")]
        case .styles: return style(text)
        case .nginx:
            let words = line.words
            if words[0] == "set", words.count > 2 { return [DefinedName(words[1], .written(behind: []))] }
            guard ["map", "geo", "split_clients"].contains(words[0]), words.last == "{",
                let name = words.dropLast().last,
                name.hasPrefix("$")
            else { return [] }
            return [DefinedName(name, .written(behind: []))]
        case .markup:
            guard text.holds("id=") else { return [] }
            return text.matches(of: Outline.htmlName).map {
                DefinedName(String($0.1), .written(behind: Self.idUses, before: ["\"", "'", ")"]))
            }
        case .beans:
            guard text.holds("id="), let match = text.firstMatch(of: Self.xmlName) else { return [] }
            return [DefinedName(String(match.1), .written(behind: Self.beanUses, before: ["\""]))]
        case .sql:
            let lower = text.lowercased()
            guard lower.hasPrefix("create "), let match = lower.prefixMatch(of: Self.sqlView) else { return [] }
            return [DefinedName(String(match.1), .written(behind: ["from ", "join ", "into ", "update "]))]
        default: return []
        }
    }

    /// Keyframes, variables and what rules take in.
    private func style(_ text: String) -> [DefinedName] {
        if text.hasPrefix("@keyframes "), let name = text.split(separator: " ").dropFirst().first {
            let uses = ["animation: ", "animation:", "animation-name: ", "animation-name:"]
            return [DefinedName(name[...].identifier(with: "-"), .written(behind: uses))]
        }
        if text.hasPrefix("@mixin ") {
            return [DefinedName(text.dropFirst("@mixin ".count).identifier(with: "-"), .written(behind: ["@include "]))]
        }
        let name = text[...].identifier(with: "-$")
        guard text.dropFirst(name.utf8.count).drop(while: { $0 == " " }).hasPrefix(":") else { return [] }
        if name.hasPrefix("--") { return [DefinedName(name, .written(behind: ["var("]))] }
        return name.hasPrefix("$") ? [DefinedName(name, .written(behind: [" ", "(", ","]))] : []
    }

    /// What stands before the name of an element.
    private static let idUses: [String] = {
        let attributes = ["href", "for", "list", "form", "aria-labelledby", "aria-controls", "aria-describedby"]
        let starts = ["=\"", "=\"#", "='", "='#"]
        let calls = ["getElementById(\"", "getElementById('", "querySelector(\"#", "querySelector('#", "url(#"]
        return attributes.flatMap { name in starts.map { name + $0 } } + calls
    }()

    private static let beanUses: [String] = {
        ["ref", "bean", "idref", "depends-on", "parent", "value-ref", "factory-bean"].map { $0 + "=\"" }
    }()
}
