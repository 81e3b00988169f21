extension SignatureReader {
    /// The calls of a function on a line: what they pass, what stands before and what behind.
    func calls(of function: Function, in text: String) -> [(call: CallText, before: String, after: String)] {
        var found: [(call: CallText, before: String, after: String)] = []
        var rest = text[...]
        while let place = rest.firstRange(of: function.name + "(") {
            let before = text[..<place.lowerBound]
            rest = rest[place.upperBound...]
            guard isCall(of: function, behind: before) else { continue }
            let open = text.index(before: place.upperBound)
            guard
                let read = ArgumentText.read(String(text[open...]), hasCharacters: hasCharacters, hasTypes: false),
                !read.rest.hasPrefix("{"), !read.rest.hasPrefix("do "), let call = call(read.parts)
            else { continue }
            found.append((call, String(before), read.rest))
        }
        return found
    }

    private func isCall(of function: Function, behind before: Substring) -> Bool {
        if let last = before.last, last == "_" || last == "$" || last == "@" || last.isLetter || last.isNumber {
            return false
        }
        let words = before.split(separator: " ")
        if ["def", "fn", "func", "fun", "function"].contains(words.last ?? "") { return false }
        if function.isMaker {
            let needsNew = [.java, .sharp, .script].contains(language)
            return needsNew ? before.hasSuffix("new ") : !before.hasSuffix(".") && words.last != "class"
        }
        let isBare = !before.hasSuffix(".") && !before.hasSuffix(":")
        if !function.isMethod { return isBare }
        switch language {
        case .python: return before.hasSuffix("self.") || before.hasSuffix("cls.")
        case .script: return before.hasSuffix("this.")
        case .rust: return ["self.", "Self::", function.owner + "::"].contains(where: before.hasSuffix)
        case .go: return before.hasSuffix(function.owner + ".") && !function.owner.isEmpty
        case .java, .sharp, .kotlin, .swift, .ruby:
            return isBare || before.hasSuffix("this.") || before.hasSuffix("self.")
        }
    }

    private func call(_ parts: [String]) -> CallText? {
        var call = CallText()
        for part in parts {
            if part.hasPrefix("*") || part.hasPrefix("...") || part.hasPrefix("&") && language == .ruby { return nil }
            let plain = part.replacingArrows
            if plain.contains("<"), plain.contains(">") { return nil }
            // A call that is given to Go's function may give several values.
            if language == .go, part.hasSuffix(")") || part.hasSuffix("...") { return nil }
            if let name = argumentName(part) { call.names.insert(name) } else { call.unnamed += 1 }
        }
        return call
    }

    private func argumentName(_ part: String) -> String? {
        let name = part[...].identifier()
        let behind = part.dropFirst(name.count).drop { $0 == " " }
        guard !name.isEmpty else { return nil }
        switch language {
        case .python, .kotlin: return behind.hasPrefix("=") && !behind.hasPrefix("==") ? name : nil
        case .swift, .ruby, .sharp: return behind.hasPrefix(":") && !behind.hasPrefix("::") ? name : nil
        default: return nil
        }
    }
}
