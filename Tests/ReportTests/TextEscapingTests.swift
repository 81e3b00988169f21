import Report
import Testing

@Suite struct TextEscapingTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\nb\tc", "a\nb\tc"), ("\u{1B}[2J", "\\u{1b}[2J"), ("a\rb", "a\\u{d}b"),
        ("\u{9B}31m", "\\u{9b}31m"),
        ("\u{202E}abc", "\\u{202e}abc"), ("\u{200B}", "\\u{200b}"), ("\u{FEFF}", "\\u{feff}"), ("\u{7F}", "\\u{7f}"),
        ("é日😀", "é日😀"),
        ("\u{0}", "\\u{0}"), ("\r\n", "\\u{d}\n"),
    ]) func whatDrivesATerminalBecomesVisible(text: String, expected: String) {
        #expect(sanitized(text) == expected)
    }

    @Test func everyControlCharacterIsNeutralised() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let out = sanitized(String(scalar)).unicodeScalars
            #expect(out.allSatisfy { $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t" })
            #expect(out.allSatisfy { !$0.properties.isBidiControl })
        }
    }
}
