/// Filler text of the function `lipsum`; the words are Latin, the sentences mean nothing.
enum LoremIpsum {
    private static let words = """
        lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore
        magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo
        consequat duis aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)

    /// Calls `lipsum(n=5, html=True, min=20, max=100)`.
    static func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        let bound = try arguments.bind("generate_lorem_ipsum()", ["n", "html", "min", "max"])
        let count = try Builtins.integer(bound[0], 5)
        let isHTML = try bound[1].map(Builtins.flag) ?? true
        let (least, most) = (try Builtins.integer(bound[2], 20), try Builtins.integer(bound[3], 100))
        var paragraphs: [String] = []
        while paragraphs.count < count {
            try invocation.runtime.step()
            guard least < most else { throw .value("empty range for randrange() (\(least), \(most), \(most - least))") }
            let size = least + invocation.runtime.random.below(most - least)
            try invocation.runtime.charge(size, times: 16)
            paragraphs.append(paragraph(size, invocation.runtime))
        }
        if isHTML { return .safe(paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")) }
        return .string(paragraphs.joined(separator: "\n\n"))
    }

    private static func paragraph(_ size: Int, _ runtime: Runtime) -> String {
        var result = ""
        var untilStop = 0
        for index in 0..<max(size, 0) {
            var word = words[runtime.random.below(words.count)]
            if untilStop == 0 {
                word = Text.capitalized(word)
                untilStop = 6 + runtime.random.below(10)
            }
            untilStop -= 1
            let isEnd = untilStop == 0 || index == size - 1
            let hasComma = !isEnd && runtime.random.below(8) == 0
            result += (index == 0 ? "" : " ") + word + (isEnd ? "." : hasComma ? "," : "")
        }
        return result.isEmpty ? "." : result
    }
}
