public import OrderedCollections

/// The output of another release, whose files need not be rendered again where nothing about them differs.
///
/// Most templates are the same in two releases. Such a file is taken over when no name whose value differs between the
/// two renders stands anywhere in its text: a native template can't read a variable without writing its name.
public struct EarlierRender: Sendable {
    let release: Release
    let answers: Answers
    let baseline: Baseline

    /// Notes what a release and its answers gave; `baseline` must be what `render` returned for them, without secrets.
    public init(release: Release, answers: Answers, baseline: Baseline) {
        self.release = release
        self.answers = answers
        self.baseline = baseline
    }
}

/// Finds the files of an earlier render that a new one gives too.
struct Reuse {
    private let release: Release
    private let earlier: EarlierRender
    private let engine: Engine
    private let oldEngine: Engine
    private let templates: [String: TemplateFile]
    private let outputs: [String: BaselineFile]
    /// The words that a template must not hold to be alike in both.
    private let words: [[UInt8]]

    /// Compares what templates of the two renders can see; nil when too much differs to tell file by file.
    init?(
        of earlier: EarlierRender, in release: Release, _ context: Context, _ engine: Engine
    ) throws(ScaffoldError) {
        let old = earlier.release
        let oldEngine = Workshop.engine(for: old)
        guard old.scaffold == release.scaffold, try old.secretNames(oldEngine) == release.secretNames(engine) else {
            return nil
        }
        let oldValues = try old.context(earlier.answers, engine: oldEngine)
        let before = Context(oldValues.values, slots: try old.slotTexts(oldEngine, oldValues))

        var words: Set<String> = old.version == release.version ? [] : ["release"]
        for name in before.values.keys where before.values[name] != context.values[name] { words.insert(name) }
        for (name, value) in context.values {
            if before.values[name] == nil { words.insert(name) }
            // A template can change a list, which the templates after it then see: all of them are rendered.
            switch value {
            case .list, .map: words.insert(name)
            default: break
            }
        }
        if before.slots != context.slots { words.insert("slot") }
        // What a file includes is not in its own text: all parts together must be alike too.
        let names = words.map { Array($0.utf8) }
        let areSameParts = old.parts.mapValues(\.bytes) == release.parts.mapValues(\.bytes)
        if !areSameParts || release.parts.values.contains(where: { Reuse.holds($0.bytes, names) }) {
            words.formUnion(["include", "import", "extends"])
        }
        self.release = release
        self.earlier = earlier
        self.engine = engine
        self.oldEngine = oldEngine
        self.words = words.map { Array($0.utf8) }
        templates = Dictionary(old.files.map { ($0.path, $0) }) { first, _ in first }
        outputs = Dictionary(earlier.baseline.files.map { ($0.source, $0) }) { first, _ in first }
    }

    /// The earlier output of a template, when this release gives the very same.
    func file(for template: TemplateFile) -> BaselineFile? {
        guard let output = outputs[template.path], templates[template.path] == template,
            release.treatment(of: template.path, engine) == earlier.release.treatment(of: template.path, oldEngine)
        else { return nil }
        return Reuse.holds(Array(template.path.utf8), words) || Reuse.holds(template.bytes, words) ? nil : output
    }

    /// Whether any of the words stands in a text that has something to render.
    private static func holds(_ bytes: [UInt8], _ words: [[UInt8]]) -> Bool {
        guard TemplateMarkers.isTemplate(bytes) else { return false }
        return words.contains { TemplateMarkers.holds(bytes, $0) }
    }
}
