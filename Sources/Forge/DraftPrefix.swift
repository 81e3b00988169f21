/// Drafts of GitLab and Gitea, which are told by how the title begins.
enum DraftPrefix {
    /// The title without any of the prefixes, and whether there was one.
    static func split(_ title: String, _ kind: ForgeKind) -> (title: String, isDraft: Bool) {
        let prefixes =
            kind == .gitlab
            ? ["draft:", "[draft]", "(draft)", "draft -"] : ["wip:", "[wip]"]
        var rest = title[...]
        var isDraft = false
        while let prefix = prefixes.first(where: { rest.lowercased().hasPrefix($0) }) {
            isDraft = true
            rest = rest.dropFirst(prefix.count).drop { $0 == " " }
        }
        // A title that is nothing but a prefix stays.
        return rest.isEmpty ? (title, isDraft) : (String(rest), isDraft)
    }

    /// The title that makes a draft, or none.
    static func joined(_ title: String, isDraft: Bool, _ kind: ForgeKind) -> String {
        let plain = split(title, kind).title
        return isDraft ? (kind == .gitlab ? "Draft: " : "WIP: ") + plain : plain
    }
}
