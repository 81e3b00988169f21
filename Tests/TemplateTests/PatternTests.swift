import Foundation
import TestSupport
import Testing

@testable import Template

@Suite("Regular expressions")
struct PatternTests {
    @Test(
        "describe the whole text",
        arguments: [
            ("[a-z]+", "abc"), ("", ""), ("a|bc", "bc"), ("(a|b)*c", "ababc"), ("a{2,3}", "aaa"), ("a{2}", "aa"),
            ("a{2,}", "aaaaa"), ("a{,2}", "a"), ("\\d+\\.\\d+", "3.11"), ("\\w+@\\w+", "a_1@b"), ("[^/]+", "é🙂"),
            ("^a$", "a"), ("a?b+?", "bb"), ("(?:ab)+", "abab"), ("[\\w.-]+", "a.b-c"), ("[]a]", "]"), ("[a-]", "-"),
            ("\\x41\\u0042", "AB"), ("[\\d\\s]+", "1 2"), ("x{", "x{"), ("(|a)b", "b"), ("[\\W]", "!"),
            ("\\S\\D\\W", "ab!"),
            ("[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*", "acme/platform-team"),
        ])
    func matches(pattern: String, text: String) throws {
        #expect(try Pattern(pattern).matches(text))
    }

    @Test(
        "and nothing less",
        arguments: [
            ("[a-z]+", "abc1"), ("a", "ab"), ("a|bc", "abc"), ("a{2,3}", "a"), ("a{2,3}", "aaaa"), (".", "\n"),
            ("[^a]", "a"), ("a^b", "ab"), ("\\d", "x"), ("", "a"), ("a+", ""), ("[a-z]+", "abc\n"),
        ])
    func misses(pattern: String, text: String) throws {
        #expect(try !Pattern(pattern).matches(text))
    }

    @Test(
        "refused with the place",
        arguments: [
            "(", ")", "[a", "a**", "*a", "(?=a)", "(?<n>a)", "\\1", "\\b", "\\", "a{3,2}", "a{2000}", "[z-a]", "\\x4",
            "(?i)a", "((a{900}){900}){900}",
        ])
    func refused(pattern: String) {
        let error = #expect(throws: ScaffoldError.self) { try Pattern(pattern) }
        #expect(error?.message.contains("pattern") == true)
    }

    @Test("nesting without end is refused, not a crash")
    func nesting() {
        #expect(throws: ScaffoldError.self) { try Pattern(String(repeating: "(", count: 100_000)) }
    }

    @Test("patterns that hang other engines end at once")
    func hostile() throws {
        let text = String(repeating: "a", count: 2_000) + "!"
        for pattern in ["(a+)+", "(a|a)*", "(a|aa)+", "(a*)*b"] {
            #expect(try !Pattern(pattern).matches(text))
        }
    }

    @Test("agrees with Foundation's engine on random patterns")
    func oracle() throws {
        var random = SeededRandom(seed: 11)
        let pieces = [
            "a", "b", "c", "[ab]", "[^a]", ".", "(a|b)", "(bc)", "a*", "b+", "c?", "(ab)*", "a{1,2}", "|", "(a*b)+",
        ]
        for _ in 0..<1_500 {
            let pattern = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }
            .joined()
            let text = String(
                (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in "abcd".randomElement(using: &random) })
            let oracle = try NSRegularExpression(pattern: "\\A(?:\(pattern))\\z")
            let range = NSRange(location: 0, length: text.utf16.count)
            let expected = oracle.firstMatch(in: text, range: range) != nil
            #expect(try Pattern(pattern).matches(text) == expected, "\(pattern) on \(text)")
        }
    }
}
