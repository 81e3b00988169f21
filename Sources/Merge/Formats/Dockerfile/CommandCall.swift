/// The words behind the name of a command: its options, the values of those that have one, and its operands.
struct CommandCall {
    private(set) var operands: [String] = []
    private var options: [String: [String]] = [:]

    /// - Parameter valued: the options that have a value, in the next word or in their own.
    init(_ words: [String], valued: Set<String>) {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--" {
                operands += words
                return
            }
            if word.hasPrefix("--") {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let next = parts.count == 1 && valued.contains(word) ? words.popFirst() : nil
                options[parts[0], default: []].append(parts.count == 2 ? parts[1] : next ?? "")
            } else if valued.contains(word) {
                options[word, default: []].append(words.popFirst() ?? "")
            } else if word.hasPrefix("-"), word.utf8.count > 1 {
                readLetters(word.dropFirst(), valued, &words)
            } else {
                operands.append(word)
            }
        }
    }

    /// Options of one letter in one word; what stands behind one that has a value is its value: `-xzC /opt`, `-m755`.
    private mutating func readLetters(_ letters: Substring, _ valued: Set<String>, _ words: inout ArraySlice<String>) {
        for index in letters.indices {
            let option = "-" + String(letters[index])
            guard valued.contains(option) else {
                options[option, default: []].append("")
                continue
            }
            let value = letters[letters.index(after: index)...]
            options[option, default: []].append(value.isEmpty ? words.popFirst() ?? "" : String(value))
            return
        }
    }

    /// Whether any of some options stands there.
    func has(_ names: String...) -> Bool { names.contains { options[$0] != nil } }

    func values(of option: String) -> [String] { options[option] ?? [] }
}
