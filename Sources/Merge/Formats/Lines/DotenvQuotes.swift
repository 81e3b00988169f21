/// Quotation marks around the values of dotenv files, which their readers take away.
enum DotenvQuotes {
    /// A value without quotation marks around it, where it has nothing that is read otherwise within them.
    static func unquoted(_ value: Value) -> String? {
        guard let text = value.text else { return nil }
        var plain = text[...]
        if let mark = text.first, mark == "\"" || mark == "'" {
            guard text.count > 1, text.last == mark else { return nil }
            plain = plain.dropFirst().dropLast()
        }
        return plain.contains { "\"'`$\\#\n ".contains($0) } ? nil : String(plain)
    }
}
