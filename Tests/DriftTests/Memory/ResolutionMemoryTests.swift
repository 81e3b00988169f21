import Merge
import OrderedCollections
import Template
import TestSupport
import Testing

@testable import Drift

@Suite struct ResolutionMemoryTests {
    private func pattern(_ local: String = "mine", base: [String] = ["base"]) -> ConflictPattern {
        ConflictPattern(
            scaffold: "mini", template: "compose.yaml", format: "yaml", place: "services.db", base: base,
            local: [local], incoming: ["theirs"])
    }

    private func entry(_ local: String = "mine", _ rule: ResolutionRule = .keepMine) -> ResolutionMemory.Entry {
        ResolutionMemory.Entry(
            pattern: pattern(local), rule: rule,
            origin: ResolutionMemory.Origin(
                repository: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", service: "shop", from: "1.0.0", to: "1.1.0",
                date: "2024-01-01", person: "A: B"))
    }

    // MARK: Keys

    @Test func theKeyIsOfEveryPart() {
        let one = pattern()
        var keys: Set<String> = [one.key]
        for change: (inout ConflictPattern) -> Void in [
            { $0.scaffold = "x" }, { $0.template = "x" }, { $0.format = "x" }, { $0.place = "x" }, { $0.base = ["x"] },
            { $0.local = ["x"] }, { $0.incoming = ["x"] }, { $0.base = [] }, { $0.base = ["base", ""] },
            { ($0.base, $0.local) = (["base", "mine"], []) }, { ($0.base, $0.local) = ([], ["base", "mine"]) },
        ] {
            var other = one
            change(&other)
            keys.insert(other.key)
        }
        #expect(keys.count == 12)
        #expect(one.key.utf8.count == 16)
    }

    @Test func theKeyOfTwoServicesIsTheSame() throws {
        func key(_ name: String, _ local: String) throws -> String {
            let answers = AnswerAbstraction(["name": .string(name)])
            let hunk = ConflictHunk(
                kind: .valueScalar, base: Array("image: \(name):1\n".utf8), local: Array("image: \(local)\n".utf8),
                incoming: Array("image: \(name):3\r\n".utf8), baseLines: 0..<1, localLines: 0..<1,
                incomingLines: 0..<1)
            let place = ConflictPlace(format: "yaml", entity: "services.\(name).image", isNamed: true, anchor: "x")
            return try #require(
                ConflictPattern(hunk, at: place, template: "a.yaml", scaffold: "mini", answers)
            ).key
        }
        #expect(try key("shop", "shop:2  ") == key("cart", "cart:2"))
        #expect(try key("shop", "shop:2") != key("cart", "cart:4"))
        #expect(try key("shop", "shops:2") != key("cart", "carts:2"))
    }

    // MARK: Of a fleet

    /// What services remember in any order makes one file; words that only one of them knows stay with it, and what the
    /// file has already is what people reviewed.
    @Test func aFleetGathersWhatMayBeShared() throws {
        let folder = try TempDirectory()
        let place = MemoryPlace.file(folder.path("resolutions.yml"))
        var later = entry("two", .takeTemplate)
        later.origin.date = "2024-02-02"
        let known = [
            entry("one"), entry("two"), later, entry("three", .literal(["three theirs"])),
            entry("secret", .literal(["host.internal"])),
        ]
        #expect(try place.gather([]) == 0)
        #expect(!folder.exists("resolutions.yml"))
        #expect(try place.gather(known.reversed()) == 3)
        let text = try folder.read("resolutions.yml")
        let memory = try ResolutionMemory(parsing: text)
        #expect(memory.entries.map(\.pattern.local.first).sorted { $0 ?? "" < $1 ?? "" } == ["one", "three", "two"])
        #expect(memory.entries.first { $0.pattern.local == ["two"] }?.rule == .takeTemplate)
        #expect(try place.gather([entry("one", .delete)]) == 0)
        #expect(try folder.read("resolutions.yml") == text)
        #expect(try MemoryPlace.besideRecord.gather(known) == 0)
    }

    // MARK: The file

    @Test func itReadsBackAndIsInOrder() throws {
        let awkward = [
            "", "  - a: 'b'", "\tx", "# c", "é日本", "\"", "\\", "<%= name %>", "---", "\u{1}", "null", "a: |",
        ]
        let entries =
            awkward.map { entry($0) } + [entry("literal", .literal(awkward)), entry("none", .literal([]))]
            + ResolutionRule.named.map { entry($0.name, $0) }
        let memory = ResolutionMemory(entries: entries)
        #expect(memory.entries.count == entries.count)
        #expect(try ResolutionMemory(parsing: Array(memory.text.utf8)) == memory)
        var random = SeededRandom(seed: 7)
        #expect(ResolutionMemory(entries: entries.shuffled(using: &random)).text == memory.text)
        #expect(try ResolutionMemory(parsing: Array(ResolutionMemory().text.utf8)).isEmpty)
    }

    @Test func theFileIsForReviewers() {
        golden(
            "resolutions.yml", ResolutionMemory(entries: [entry(), entry("a", .literal(["image: <%= name %>"]))]).text)
    }

    @Test func aLaterResolutionOfTheSameConflictCounts() {
        let memory = ResolutionMemory(entries: [entry()]).adding([entry("mine", .takeTemplate)])
        #expect(memory.entries.map(\.rule) == [.takeTemplate])
    }

    @Test func forgetting() throws {
        let memory = ResolutionMemory(entries: [entry(), entry("other")])
        let key = pattern().key
        #expect(try memory.forgetting(String(key.prefix(8))).memory.entries == [entry("other")])
        #expect(throws: DriftError.self) { try memory.forgetting("zz") }
        #expect(throws: DriftError.self) { try memory.forgetting("") }
    }

    @Test(arguments: [
        ("schema: 1", "schema: 2", "another schema"), ("complete: true\n", "", "cut off"),
        ("rule: keep-mine", "rule: take-template\n    extra: 1", "unknown key"),
        ("rule: keep-mine", "rule: run", "no rule"), ("rule: keep-mine", "rule: keep-mine\n    text: [a]", "no text"),
        ("rule: keep-mine", "rule: literal", "`text`"), ("- mine", "- yours", "edited by hand"),
        ("- mine", "- [a]", "list of lines"), ("- mine", "- \"a\\nb\"", "list of lines"),
        ("template: compose.yaml", "template: ../compose.yaml", "template path"),
        ("resolutions:", "<<<<<<< a\nresolutions:", "conflict markers"),
        ("resolutions:", "resolutions: x\nmore:", "unknown key"),
        ("date: ", "when: 1\n      date: ", "unknown key"), ("service: shop", "service: [a]", "`service`"),
    ]) func whatNobodyReviewedIsRefused(old: String, new: String, complaint: String) {
        let text = ResolutionMemory(entries: [entry()]).text
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        #expect(broken != text)
        let error = #expect(throws: DriftError.self) { try ResolutionMemory(parsing: Array(broken.utf8)) }
        #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "")")
    }

    @Test func aFileBeyondMeasureIsRefused() {
        #expect(throws: DriftError.self) {
            try ResolutionMemory(parsing: Array(repeating: 0x20, count: ResolutionMemory.sizeLimit + 1))
        }
        #expect(throws: DriftError.self) { try ResolutionMemory(parsing: [0xFF]) }
        #expect(throws: DriftError.self) { try ResolutionMemory(parsing: []) }
        let lines = "&a [\(repeatElement("x", count: 2_000).joined(separator: ", "))]"
        let text =
            "schema: 1\nresolutions:\n"
            + (0..<200).map { number in
                "  - { key: k, scaffold: s, template: t, format: f, place: p, base: \(number == 0 ? lines : "*a"), "
                    + "local: *a, incoming: *a, rule: delete, origin: {} }\n"
            }.joined() + "complete: true\n"
        #expect(throws: DriftError.self) { try ResolutionMemory(parsing: Array(text.utf8)) }
    }

    @Test func aMemoryCutAnywhereIsRefused() {
        let text = Array(ResolutionMemory(entries: [entry()]).text.utf8)
        for count in 0..<text.count - 1 {
            #expect(throws: DriftError.self, "after \(count)") { try ResolutionMemory(parsing: Array(text[..<count])) }
        }
    }
}
