/// Here-documents, whose first line says how the lines below it are read.
enum HereDocuments {
    /// A here-document with lines of one side under the end mark or the interpreter of the other, which reads them
    /// otherwise: `<<'EOF'` leaves `$NAME` alone, and `#!` hands the lines to another program.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let all = texts(merged)
        if all.isEmpty { return nil }
        let sides = [Set(texts(local)), Set(texts(incoming))]
        let heads = sides.map { Set($0.map(head)) }
        let mixed = all.first { text in
            !sides.contains { $0.contains(text) } && !heads.allSatisfy { $0.contains(head(text)) }
        }
        return mixed.map { "here-document \(head($0))" }
    }

    private static func texts(_ file: Value) -> [String] {
        file.allTexts.filter { $0.holds("<<") && $0.holds("\n") }
    }

    private static let heredocument = Pattern(/<<-?["']?[A-Za-z_][A-Za-z0-9_]*["']?/)

    /// The end marks as they are written, and the interpreter where there is one.
    private static func head(_ text: String) -> String {
        let lines = text.lines
        let marks = lines[0].matches(of: heredocument).map { String($0.0) }
        let interpreter = lines.count > 1 && lines[1].hasPrefix("#!") ? [lines[1]] : []
        return (marks + interpreter).joined(separator: " ")
    }
}
