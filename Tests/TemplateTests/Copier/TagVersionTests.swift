import Merge
import Testing

@testable import Template

@Suite("Versions of commits by their tags")
struct TagVersionTests {
    @Test(
        "Tags and distances make the versions of commits",
        arguments: [
            ("v1.0.0", 0, "1.0.0"), ("v1.0.0", 1, "1.0.0.post1.dev0+abc1234"),
            ("1.0.0-rc1", 2, "1.0.0rc1.post2.dev0+abc1234"), ("v1.0.post2", 3, "1.0.post2.dev3+abc1234"),
            ("1.0.dev4", 5, "1.0.dev9+abc1234"), ("v1!2.0", 0, "1!2.0"), ("v1.0.0+extra", 0, "1.0.0"),
        ])
    func distances(_ tag: String, _ distance: Int, _ version: String) throws {
        #expect(TagVersion(tag)?.version(distance: distance, commit: "abc1234")?.description == version)
    }

    @Test(
        "Names that begin with no number are no version tags", arguments: ["release-1.0", "v", "1.0-1", "1.0-", "x1"])
    func otherTags(_ tag: String) { #expect(TagVersion(tag) == nil) }
}
