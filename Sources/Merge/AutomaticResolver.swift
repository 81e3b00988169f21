/// What settles something without asking, beyond a change that only one side made; each can be switched off.
///
/// The raw values are the names in decisions and in ``MergeOptions/disabledResolvers``.
public enum AutomaticResolver: String, CaseIterable, Hashable, Sendable {
    case adjacentLines = "adjacent-lines"
    case annotations
    case attributes
    case badges
    case blankLines = "blank-lines"
    case comments
    case definitions
    case directives
    case dockerfile
    case dotenv
    case editorconfig
    case formatting
    case generatedFile = "generated-file"
    case ignore
    case imports
    case included
    case independentInstructions = "independent-instructions"
    case ini
    case json
    case lineEndings = "line-endings"
    case linkDefinitions = "link-definitions"
    case markdownBlocks = "markdown-blocks"
    case memory
    case movedBlocks = "moved-blocks"
    case olderState = "older-state"
    case options
    case properties
    case prose
    case removedEntry = "removed-entry"
    case removedPackage = "removed-package"
    case renames
    case requirementSpelling = "requirement-spelling"
    case requirements
    case sameInstruction = "same-instruction"
    case sharedEdits = "shared-edits"
    case spelling
    case toml
    case toolVersions = "tool-versions"
    case versionLists = "version-lists"
    case versionMax = "version-max"
    case versionRange = "version-range"
    case voidSubstitution = "void-substitution"
    case yaml

    /// What it does, in one line.
    public var summary: String {
        switch self {
        case .adjacentLines: "merges edits of neighbouring lines, where each is a fact of its own"
        case .annotations: "drops the template's annotations of Python functions that local has no more"
        case .attributes: "keeps local's attributes where both sides added the same lines with different ones"
        case .badges: "merges rows of badges in Markdown, where each side changed different ones"
        case .blankLines: "takes the other side's lines where one side changed nothing but blank lines"
        case .comments: "keeps local's comment where both sides changed it, or added it in two spellings"
        case .definitions:
            "keeps both where both sides added functions, methods, types, fields, targets, resources, tables or dependencies at "
                + "one point of a source file, or one side did above a definition whose first line the other changed"
        case .directives: "merges comments to linters behind a line of code, by tools and rules"
        case .dockerfile: "merges Dockerfiles by instructions, commands and packages"
        case .dotenv: "merges dotenv files by variables"
        case .editorconfig: "merges .editorconfig by sections and keys"
        case .formatting:
            "puts the other side's change into lines that one side only formatted: Python, JavaScript, TypeScript, CSS"
        case .generatedFile:
            "refuses to merge lock files, `linguist-generated` files and the like; without it they merge like any other file"
        case .ignore: "merges ignore files by patterns"
        case .imports: "merges sorted lists of imports, names in an import's brackets, and what both added at one point"
        case .included: "takes the side that has the other one's change and more"
        case .independentInstructions: "keeps both where both sides added Dockerfile instructions in any order"
        case .ini: "merges INI files by sections and keys"
        case .json: "merges JSON by keys"
        case .lineEndings: "chooses the line endings where both sides changed them"
        case .linkDefinitions:
            "merges what labels of links stand for in Markdown, where each side changed different ones"
        case .markdownBlocks: "keeps whole blocks of Markdown that one side put beside a block that the other changed"
        case .memory: "replays how people resolved the same conflict elsewhere"
        case .movedBlocks: "makes an edit of a block of lines where the other side moved the block to"
        case .olderState: "takes the template's file where the service's is one of another of its states, byte for byte"
        case .options: "joins the options that both sides gave to a plugin which had none"
        case .properties: "merges properties files by keys"
        case .prose: "merges edits of different words of one sentence, in Markdown, licences and the like"
        case .removedEntry: "keeps an entry out that local took out, where the template only raised versions in it"
        case .removedPackage:
            "keeps a dependency out that local took out, where the template only raised its version or wrote it otherwise"
        case .renames: "follows what was renamed or moved to another table, and changed, to its new name or place"
        case .requirementSpelling: "keeps local's spelling where both sides ask for one requirement"
        case .requirements: "merges lists of requirements by packages"
        case .sameInstruction: "keeps one of a Dockerfile instruction that both sides added"
        case .sharedEdits: "drops an edit that both made all over a source file in lines that one side took out"
        case .spelling: "keeps local's spelling of what both sides set; what one only quoted otherwise gives way"
        case .toml: "merges TOML by tables and keys"
        case .toolVersions: "merges .tool-versions by tools"
        case .versionLists: "merges lists of versions in code, where each side put in or took out others"
        case .versionMax: "takes the higher version where both sides raised it, never one below local's"
        case .versionRange: "takes the other side's versions where one side only wrote the same range in another way"
        case .voidSubstitution: "drops a renaming in prose and comments where the other side has the old name no more"
        case .yaml: "merges YAML by keys"
        }
    }

    /// The word that stands for everything that merges.
    public static let all = "all"

    /// The names that a list of them switches off.
    ///
    /// `all` stands for each that merges something, so that what git's line merge gives is left. The refusal to merge
    /// generated files stays, which only its own name switches off.
    public static func disabled(by names: some Sequence<String>) -> Set<String> {
        var result = Set(names)
        if result.remove(all) != nil {
            result.formUnion(allCases.lazy.filter { $0 != .generatedFile }.map(\.rawValue))
        }
        return result
    }

    /// The first of the names that nothing has.
    public static func unknownName(in names: some Sequence<String>) -> String? {
        names.first { $0 != all && AutomaticResolver(rawValue: $0) == nil }
    }

    /// All names that can be switched off, for messages.
    public static let knownNames = ([all] + allCases.map(\.rawValue)).joined(separator: ", ")
}
