import Report
import Testing

@Suite struct StyleTests {
    @Test func withoutColourNothingIsAdded() {
        #expect(Style.plain.red("text") == "text")
        #expect(Style.plain.diff("+a\n-b\u{1B}\n") == "+a\n-b\\u{1b}\n")
    }

    @Test func aDiffIsColouredLineByLine() {
        let text = Style(isColoured: true).diff("--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\u{1B}[2J\n same\n")
        #expect(text.contains("\u{1B}[31m-old\u{1B}[0m"))
        #expect(text.contains("\u{1B}[32m+new\\u{1b}[2J\u{1B}[0m"))
        #expect(text.contains("\n same\n"))
    }
}
