import Git
import OrderedCollections
import Testing

@testable import Template

@Suite("Cookiecutter: line ends and binary files")
struct CookiecutterTextTests {
    @Test(
        "line ends: what is met until the first line is read; of several kinds CR, LF, CRLF in this order",
        arguments: [
            ("a\nb\n", "a\nb\n"), ("a\r\nb\r\n", "a\r\nb\r\n"), ("a\rb\r", "a\rb\r"), ("a\r\nb\n", "a\nb\n"),
            ("a\nb\r\n", "a\nb\n"), ("a\r\nb\rc\n", "a\rb\rc\r"), ("no end", "no end"), ("", ""),
            ("\u{FEFF}a\r\n", "\u{FEFF}a\r\n"),
            ("\n\n", "\n\n"),
        ])
    func lineEnds(template: String, output: String) throws {
        #expect(try CookiecutterSample("", ["f": template]).render().baseline.text("f") == output)
    }

    @Test("only the first 8,192 bytes count when the first line ends in them")
    func chunks() {
        let long = Array(repeating: UInt8(ascii: "x"), count: 9_000)
        #expect(LineEnds.detected(in: Array("a\r\n".utf8) + long + Array("\n".utf8)) == "\r\n")
        #expect(LineEnds.detected(in: long + Array("\r\nb\n".utf8)) == "\n")
        #expect(
            LineEnds.detected(
                in: Array("a\r\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: 8_188) + [0x0D, 0x0A]) == "\r\n")
        #expect(LineEnds.detected(in: Array(repeating: UInt8(ascii: "x"), count: 8_191) + [0x0D, 0x0A]) == "\r\n")
    }

    @Test("_new_lines forces one kind; what is no line end is told")
    func forced() throws {
        let forced = try CookiecutterSample(#""_new_lines": "\r\n""#, ["f": "a\nb\n"]).render()
        #expect(forced.baseline.text("f") == "a\r\nb\r\n")
        let odd = try CookiecutterSample(#""_new_lines": "CRLF""#, ["f": "a\nb\n"]).render()
        #expect(odd.baseline.text("f") == "a\nb\n")
        #expect(odd.rules == ["unknown-setting"])
    }

    @Test(
        "what is no text is copied as it is",
        arguments: [
            ("f.bin", Array("{{ 1 }}".utf8)), ("f", Array("{{ 1 }}".utf8) + [0]), ("f", Array("{{ 1 }}".utf8) + [0xE9]),
            ("f", Array("PK\u{3}\u{4}{{ 1 }}".utf8)), ("f.PNG", Array("{{ 1 }}".utf8)),
            ("f", Array("%PDF-1.4 {{ 1 }}".utf8)),
        ] as [(String, [UInt8])])
    func binary(name: String, bytes: [UInt8]) throws {
        let render = try CookiecutterSample().adding(name, bytes).render()
        #expect(render.baseline[name]?.bytes == bytes)
    }

    @Test("where only the name says binary, the project tells how its Cookiecutter saw it")
    func disputed() throws {
        let sample = CookiecutterSample("", ["part.step": "p {{ cookiecutter.name }}", "plain.step": "same"])
        let template = try sample.template()
        let request = CookiecutterSample.request()
        #expect(try template.render(request).rules == ["binary-in-doubt"])
        let rendered = ["part.step": ObjectID.of(blob: Array("p demo".utf8))]
        let asText = try template.sourcesRenderedAsText(request, project: rendered)
        #expect(asText == ["part.step"])
        var known = request
        known.textSources = asText
        #expect(try template.render(known).baseline.text("part.step") == "p demo")
        let copied = ["part.step": ObjectID.of(blob: Array("p {{ cookiecutter.name }}".utf8))]
        #expect(try template.sourcesRenderedAsText(request, project: copied).isEmpty)
    }

    @Test("text with a control character is rendered, and told where it matters")
    func control() throws {
        let render = try CookiecutterSample("", ["f": "\u{1B}[0m{{ cookiecutter.name }}", "g": "\u{C}plain"]).render()
        #expect(render.baseline.text("f") == "\u{1B}[0mdemo")
        #expect(render.rules == ["binary-in-doubt"])
    }

    @Test("text whose first 512 bytes end within a character is rendered, and told where it matters")
    func cut() throws {
        let text = "a" + String(repeating: "é", count: 300)
        let render = try CookiecutterSample("", ["f": text + "{{ cookiecutter.name }}", "g": text]).render()
        #expect(render.baseline.text("f") == text + "demo")
        #expect(render.rules == ["binary-in-doubt"])
    }
}
