extension SignatureReader {
    private static let pythonClass = Pattern(/class (\w+)(?:\((\w*)\))?:/)

    /// What making an object of a class of Python takes that has its fields as parameters: a data class, a named tuple, a model
    /// of pydantic; nil for other classes, and where a class above may bring more.
    func record(at index: Int, in code: [OutlineLine]) -> Function? {
        let line = code[index]
        guard language == .python, line.text.hasPrefix("class "),
            let match = line.text.wholeMatch(of: Self.pythonClass)
        else { return nil }
        let parent = match.2.map(String.init) ?? ""
        let marks = code[..<index].reversed().prefix { $0.text.hasPrefix("@") && $0.indentation == line.indentation }
        let isData =
            parent.isEmpty
            && marks.contains { $0.text.hasPrefix("@dataclass") || $0.text.hasPrefix("@dataclasses.dataclass") }
        guard isData || parent == "NamedTuple" || parent == "BaseModel" else { return nil }
        let isNamed = parent == "BaseModel" || marks.contains { $0.text.holds("kw_only") }
        var signature = Signature()
        var lines = [line]
        var inner: Int?
        for field in code[(index + 1)...] {
            if field.indentation <= line.indentation { break }
            if inner == nil { inner = field.indentation }
            guard field.indentation == inner else { continue }
            if field.text.hasPrefix("def __init__") || field.text.holds("alias") { return nil }
            let name = field.text[...].identifier()
            let rest = field.text.dropFirst(name.count).drop { $0 == " " }
            guard !name.isEmpty, rest.hasPrefix(":"), rest.count > 1, !["else", "try"].contains(name),
                !rest.holds("ClassVar")
            else { continue }
            if rest.holds("init=False") { continue }
            signature.parameters.append(
                Signature.Parameter(
                    name: name,
                    isOptional: rest.contains("=") && !rest.holds("Field(...") && !rest.hasSuffix("= ..."),
                    isNamed: isNamed))
            lines.append(field)
        }
        guard !signature.parameters.isEmpty else { return nil }
        return Function(name: String(match.1), signature: signature, isMaker: true, lines: lines)
    }
}
