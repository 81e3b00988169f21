import OrderedCollections
import Template
import Testing

@testable import Drift

@Suite struct AnswerAbstractionTests {
    private let answers = AnswerAbstraction([
        "name": .string("app"), "title": .string("app store"), "port": .int(8080), "flag": .bool(true),
        "x": .string("a"),
        "twin": .string("app"), "list": .list([.string("many")]), "long": .string("two\nlines"), "mark": .string("-x-"),
    ])

    @Test(arguments: [
        ("app", "<%= name %>"), ("application", "application"), ("myapp", "myapp"), ("my_app", "my_app"),
        ("my-app.", "my-<%= name %>."), ("app-app", "<%= name %>-<%= name %>"), ("app store", "<%= title %>"),
        ("app stores", "<%= name %> stores"), ("port: 8080", "port: <%= port %>"), ("18080", "18080"),
        ("8080/tcp", "<%= port %>/tcp"),
        ("true a many", "true a many"), ("äapp", "äapp"), ("appé", "appé"), ("a-x-b", "a<%= mark %>b"), ("", ""),
    ]) func wholeTokensOnly(text: String, expected: String) {
        #expect(answers.abstract(text) == expected)
        #expect(answers.concrete(expected) == text)
    }

    @Test func whatLooksLikeAPlaceholderIsLeftAlone() {
        #expect(answers.abstract("a <% b") == nil)
        #expect(answers.abstract("a <%= name %>") == nil)
    }

    @Test(arguments: ["<%= gone %>", "<%= name", "<%= long %>", "<%= flag %>"]) func whatHasNoAnswerIsNothing(
        text: String
    ) {
        #expect(answers.concrete(text) == nil)
    }

    @Test func anotherServicesAnswersGiveItsText() {
        let other = AnswerAbstraction(["name": .string("cart"), "port": .int(9000)])
        let text = answers.abstract("image: app:1 # application on 8080")
        #expect(text.flatMap(other.concrete) == "image: cart:1 # application on 9000")
    }
}
