import Git
import Jinja
import Merge
import OrderedCollections

/// One render of a Copier template: its answers, then its files, commands and messages.
final class CopierRun {
    let template: CopierTemplate
    let request: CopierRequest
    let configuration: CopierConfiguration
    let settings: CopierSettings
    let engine: CopierEngine
    /// Every answer by where it comes from; see ``combined``.
    var user: OrderedDictionary<String, Value> = [:]
    var last: OrderedDictionary<String, Value>
    let data: OrderedDictionary<String, Value>
    let metadata: OrderedDictionary<String, Value>
    /// Questions that aren't asked: their answers are not recorded.
    var hidden: Set<String> = []
    var notes: [DialectNote] = []
    /// What Copier is at: some templates ask.
    var phase = "prompt"
    /// Whether the answers are known by now: of what is told before that, none is.
    var hasAsked = true
    private let ownObjects: OrderedDictionary<String, Value>
    private let externalNotes = CopierNotes()

    /// Prepares a render and settles its answers.
    init(_ template: CopierTemplate, _ request: CopierRequest) throws(ScaffoldError) {
        self.template = template
        self.request = request
        let origin = template.origin
        configuration = try CopierConfiguration(template.tree, origin: origin)
        settings = try CopierSettings(configuration, origin: origin)
        var extensions = CopierExtensions(
            try configuration.texts("jinja_extensions", origin: origin) ?? [], in: template.tree, request.setting)
        let environment = try CopierEnvironment.make(
            configuration, &extensions, setting: request.setting, origin: origin)
        notes = extensions.notes
        engine = CopierEngine(environment, extensions, template.tree, request.setting)
        last = request.answers.mapValues(\.jinja)
        data = request.data.mapValues(\.jinja)
        var metadata: OrderedDictionary<String, Value> = [
            "_src_path": .string(RemoteURL.withoutCredentials(request.source))
        ]
        if let describe = template.describe { metadata["_commit"] = .string(describe) }
        self.metadata = metadata
        ownObjects = CopierRun.deprecated(request.setting)
        try noteOldestCopier()
        try settleAnswers()
        phase = "render"
    }

    /// Answers from every source, those of higher rank first; in the order in which Copier has them.
    var combined: OrderedDictionary<String, Value> {
        var values = ownObjects
        values["_external_data"] = externalData
        for source in hasAsked ? [last, metadata, data, user] : [metadata] { values.merge(source) { _, new in new } }
        return values
    }

    /// The answers that the answers file gets, without what is secret, hidden or no plain value.
    var remembered: OrderedDictionary<String, Value> {
        combined.filter { name, value in
            guard !name.hasPrefix("_"), configuration.questions[name] != nil, !hidden.contains(name),
                !settings.secrets.contains(name)
            else { return false }
            switch value {
            case .none, .bool, .int, .bigInt, .double, .string, .safe, .list, .dict: return true
            case .undefined, .tuple, .range, .iterator, .object: return false
            }
        }
    }

    /// What templates see.
    func context() -> OrderedDictionary<String, Value> {
        var context = combined
        var answers: OrderedDictionary<String, Value> = [:]
        for name in ["_commit", "_src_path"] { if let value = metadata[name] { answers[name] = value } }
        answers.merge(remembered) { _, new in new }
        context["_copier_answers"] = .dict(answers)
        context["_copier_conf"] = .dict(copierSettings(answersFile: ""))
        context["_folder_name"] = .string(request.setting.folderName)
        context["_copier_python"] = request.templateFolder == nil ? "python" : "python3"
        context["_copier_phase"] = .string(phase)
        // The path of the answers file may depend on everything else.
        context["_copier_conf"] = .dict(copierSettings(answersFile: (try? answersFile(context)) ?? ""))
        return context
    }

    /// Where the answers file is, as Python spells it.
    func answersFile(_ context: OrderedDictionary<String, Value>) throws(TemplateError) -> String {
        CopierTree.spelled(try engine.text(request.answersFile ?? settings.answersFile, context))
    }

    /// What `_copier_conf` holds: the settings of the run as Copier has them for a person who sets none.
    private func copierSettings(answersFile: String) -> OrderedDictionary<String, Value> {
        // Copier names folders of this one run here; the template's address and the service's name last longer.
        let address = metadata["_src_path"]?.stringValue ?? ""
        let isForCommands = phase == "tasks" || phase == "migrate"
        return [
            "src_path": .object(CopierPath(isForCommands ? request.templateFolder ?? address : address)),
            "dst_path": .object(CopierPath(request.setting.folderName, isProject: true)),
            "answers_file": .object(CopierPath(answersFile)),
            "vcs_ref": request.revision.map { .string($0) } ?? .none,
            "vcs_ref_hash": template.commit.map { .string($0) } ?? .none, "data": .dict(data), "settings": .dict([:]),
            "exclude": .tuple([]), "use_prereleases": false, "skip_if_exists": .tuple([]), "cleanup_on_error": true,
            "defaults": true, "user_defaults": .dict([:]), "overwrite": false, "pretend": false, "quiet": false,
            "conflict": "inline", "context_lines": 3, "unsafe": false, "skip_answered": false, "skip_tasks": false,
            "sep": "/", "os": "linux",
        ]
    }

    /// The data of other files, read when a template first asks for them.
    private lazy var externalData: Value = {
        let paths = (try? configuration.map("external_data", origin: template.origin)) ?? []
        return .object(
            CopierLazyMap(paths.map(\.0)) { [unowned self] (name) throws(TemplateError) in
                guard let written = paths.first(where: { $0.0 == name })?.1.stringValue else {
                    throw TemplateError(.type, "_external_data: the path of \(name) is no text")
                }
                return try externalFile(try engine.text(written, context()))
            })
    }()

    private func externalFile(_ written: String) throws(TemplateError) -> Value {
        let path = Path.normalized(written)
        guard !path.hasPrefix("/"), path != "..", !path.hasPrefix("../") else {
            throw TemplateError(.security, "_external_data leads out of the service, to \(written)")
        }
        guard let bytes = request.externalData(path) else {
            externalNotes.add(
                DialectNote(
                    rule: "external-data-missing", subject: path,
                    message: "the template reads answers from \(path), which is not there"))
            return .dict([:])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TemplateError(.value, "\(path) is not UTF-8")
        }
        return try CopierYAML.value(text)
    }

    /// The notes of the whole run.
    var allNotes: [DialectNote] { notes + engine.hookNotes + externalNotes.notes }

    /// Notes the age of Copier that the template asks for, where that is beyond what is followed here.
    private func noteOldestCopier() throws(ScaffoldError) {
        guard let oldest = settings.oldestCopier, let version = PythonVersion(oldest),
            let followed = PythonVersion("9.19.1"), followed < version
        else { return }
        notes.append(
            DialectNote(
                rule: "newer-copier", subject: "_min_copier_version",
                message: "the template asks for Copier \(oldest); 9.19 is what is followed here"))
    }

    /// Two functions that every Copier template sees.
    private static func deprecated(_ setting: RenderSetting) -> OrderedDictionary<String, Value> {
        [
            "now": .function("now") { (_, _) throws(TemplateError) in
                DateObject.datetime(PythonTime(wallSeconds: setting.now(), offset: 0, zone: "UTC"))
            },
            "make_secret": .function("make_secret") { (_, _) throws(TemplateError) in
                setting.noteRandom()
                var random = CopierSecret(seed: setting.seed)
                return .string(random.next())
            },
        ]
    }
}

/// Notes that are found while templates render.
private final class CopierNotes {
    private(set) var notes: [DialectNote] = []

    func add(_ note: DialectNote) { if !notes.contains(note) { notes.append(note) } }
}

/// Digits that stand for a secret: the same for the same seed.
private struct CopierSecret {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 128 hexadecimal digits, as a SHA-512 has them.
    mutating func next() -> String {
        var text = ""
        for _ in 0..<8 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            word ^= word >> 31
            let digits = String(word, radix: 16)
            text += String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        return text
    }
}
