/// What a line defines in languages whose other names outlines follow already: Python, scripts and Rust.
extension NameReader {
    /// What a class of Python has.
    func member(_ line: OutlineLine, of owner: String) -> [DefinedName] {
        let function = Self.head(line.text, ["def"])?.name
        guard let name = function ?? line.assigned, !name.hasPrefix("__"), !name.contains(".") else { return [] }
        return [DefinedName(name, .behind([owner + "."]), owner: owner)]
    }

    /// Functions of scripts, the members of enumerations and of tables, and what is taken out of a module.
    func script(_ line: OutlineLine, _ opener: CodeBlocks.Opener?) -> [DefinedName] {
        let text = line.text
        switch opener {
        case .enumeration(let owner)?, .table(let owner)?:
            let name = text[...].identifier(with: "$")
            let behind = text.dropFirst(name.utf8.count).drop { $0 == " " }
            guard !name.isEmpty, behind.isEmpty || ",:=(".contains(behind.first ?? " ") else { return [] }
            return [DefinedName(name, .behind([owner + ".", owner + "?."]), owner: owner)]
        case nil: break
        default: return []
        }
        if let head = Self.head(text, ["function"]) { return [DefinedName(head.name, .called)] }
        guard let head = Self.head(text, ["const", "let", "var"]) else { return [] }
        if head.rest.hasPrefix("{"), let end = head.rest.firstIndex(of: "}"), text.holds("require(") {
            return head.rest[..<end].dropFirst().split(separator: ",").compactMap { part in
                part.split { $0 == " " || $0 == ":" }.last.map { DefinedName(String($0), .alone()) }
            }
        }
        return text.holds("=>") || text.holds("require(") ? [DefinedName(head.name, .called)] : []
    }

    /// Modules of Rust, and the variants of its enumerations.
    func rust(_ line: OutlineLine, _ opener: CodeBlocks.Opener?) -> [DefinedName] {
        if case .enumeration(let owner)? = opener {
            let name = line.text[...].identifier()
            let isVariant = name.first?.isUppercase == true
            return isVariant ? [DefinedName(name, .behind([owner + "::"]), owner: owner)] : []
        }
        guard let head = Self.head(line.text, ["mod"]), line.text.hasSuffix(";") else { return [] }
        return [DefinedName(head.name, .path)]
    }
}
