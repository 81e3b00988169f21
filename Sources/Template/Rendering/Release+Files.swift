import Git
import OrderedCollections

extension Release {
    /// The template files that these answers want.
    func wantedFiles(_ engine: Engine, _ context: Context) throws(ScaffoldError) -> [TemplateFile] {
        // A condition means the same for every file of its rule.
        var verdicts: [Int: Bool] = [:]
        for (index, rule) in rules.enumerated() {
            if let when = rule.when { verdicts[index] = try engine.truth(when, context) }
        }
        return files.filter { file in
            engine.rules(matching: file.path).last { verdicts[$0] != nil }.flatMap { verdicts[$0] } ?? true
        }
    }

    /// What the rules say about a template: the last one that matches and says something counts.
    func treatment(of path: String) -> (fileClass: FileClass, isVerbatim: Bool, disabledResolvers: [String]) {
        treatment(by: rules.filter { $0.path.matches(path) })
    }

    /// The same, with the rules that the engine has found before.
    func treatment(
        of path: String, _ engine: Engine
    ) -> (fileClass: FileClass, isVerbatim: Bool, disabledResolvers: [String]) {
        treatment(by: engine.rules(matching: path).map { rules[$0] })
    }

    private func treatment(
        by matching: [FileRule]
    ) -> (fileClass: FileClass, isVerbatim: Bool, disabledResolvers: [String]) {
        (
            matching.last { $0.fileClass != nil }?.fileClass ?? .managed,
            matching.last { $0.isVerbatim != nil }?.isVerbatim ?? false,
            matching.last { $0.disabledResolvers != nil }?.disabledResolvers ?? []
        )
    }

    /// Renders one template.
    func render(_ template: TemplateFile, _ engine: Engine, _ context: Context) throws(ScaffoldError) -> BaselineFile? {
        let (fileClass, isVerbatim, disabledResolvers) = treatment(of: template.path, engine)
        let place = "\(origin)/files/\(template.path)"
        var path = template.path
        if TemplateMarkers.isTemplate(Array(path.utf8)) {
            path = try engine.text(TemplateText(source: path, location: .init(file: place)), context)
        }
        var bytes = template.bytes
        var slots: [String] = []
        if !isVerbatim, !TemplateMarkers.isBinary(bytes), TemplateMarkers.isTemplate(bytes) {
            if fileClass == .managed || fileClass == .exact { try refuseSecrets(in: template, engine, place) }
            let rendered = try engine.file(bytes, place: place, context)
            bytes = rendered.bytes
            slots = rendered.slots
        }
        let file = BaselineFile(
            path: path, bytes: bytes, mode: template.mode, source: template.path, fileClass: fileClass, slots: slots,
            disabledResolvers: disabledResolvers)
        try check(file, OutputPath.complaint(about: path))
        if file.mode == .symlink {
            guard let target = String(validating: bytes, as: UTF8.self) else {
                throw ScaffoldError(.path, "the symlink's target is not UTF-8", at: .init(file: place))
            }
            try check(file, OutputPath.complaint(aboutTarget: target, ofLinkAt: path))
        }
        return file
    }

    /// Throws when there is a complaint about a rendered path.
    func check(_ file: BaselineFile, _ complaint: String?) throws(ScaffoldError) {
        guard let complaint else { return }
        throw ScaffoldError(
            .path, "the path \(YAMLScalar.quoted(file.path)) \(complaint)",
            at: .init(file: "\(origin)/files/\(file.source)"),
            fix: "rename the template, or change the answer it is named by")
    }

    /// The text of every slot.
    func slotTexts(_ engine: Engine, _ context: Context) throws(ScaffoldError) -> [String: String] {
        if let known = engine.settled.slots(with: context.values) { return known }
        var texts: [String: String] = [:]
        for (name, slot) in slots {
            var pieces: [String] = []
            for fragment in slot.fragments {
                if let when = fragment.when, try !engine.truth(when, context) { continue }
                guard let file = fragments["\(name)/\(fragment.file)"] else { continue }
                let place = "\(origin)/slots/\(file.path)"
                let bytes = try engine.file(file.bytes, place: place, context).bytes
                guard var text = String(validating: bytes, as: UTF8.self) else {
                    throw ScaffoldError(.template, "the fragment is not UTF-8", at: .init(file: place))
                }
                while text.utf8.last == 0x0A { text.unicodeScalars.removeLast() }
                if !text.isEmpty { pieces.append(text + "\n") }
            }
            texts[name] = pieces.joined(separator: slot.separator == .blankLine ? "\n" : "")
        }
        engine.settled.note(slots: texts, with: context.values)
        return texts
    }

    /// Refuses secrets where they could not be told from other text: in paths, fragments and parts.
    func checkSecrets(_ engine: Engine) throws(ScaffoldError) {
        let secrets = try secretNames(engine)
        if secrets.isEmpty { return }
        func refuse(_ names: Set<String>, _ place: String) throws(ScaffoldError) {
            guard let name = names.intersection(secrets).min() else { return }
            throw ScaffoldError(
                .template, "the secret \(name) may stand only in files that are not merged", at: .init(file: place),
                fix: "write it in a file with class: create-once")
        }
        for (folder, list) in [("slots", fragments), ("parts", parts)] {
            for (path, file) in list.sorted(by: { Path.precedes($0.key, $1.key) }) {
                let place = "\(origin)/\(folder)/\(path)"
                try refuse(try engine.names(in: file.bytes, place: place), place)
            }
        }
        for file in files {
            let place = "\(origin)/files/\(file.path)"
            try refuse(try engine.names(in: TemplateText(source: file.path, location: .init(file: place))), place)
        }
    }

    private func refuseSecrets(in file: TemplateFile, _ engine: Engine, _ place: String) throws(ScaffoldError) {
        let secrets = try secretNames(engine)
        if secrets.isEmpty { return }
        guard let name = try engine.names(in: file.bytes, place: place).first(where: secrets.contains) else { return }
        throw ScaffoldError(
            .template, "the file is merged at every upgrade, so it cannot hold the secret \(name)",
            at: .init(file: place), fix: "give it class: create-once, or leave the secret out")
    }
}
