/// Templates rendered by our engine and by CPython's Jinja2, each in a loop inside one process.
struct JinjaGroup {
    var settings: Settings

    /// A template with the context it is rendered with.
    private struct Subject {
        var name: String
        var template: String
        var context: String
    }

    func rows() throws -> [Row] {
        let python = try interpreter()
        let engine = settings.package + "/.build/release/jinja-render"
        guard Files.exists(engine) else { throw BenchmarkError("\(engine) is missing: run Benchmarks/run") }
        let templates = settings.work + "/jinja"
        let own = settings.package + "/Jinja/templates"
        for name in Files.names(in: own) {
            try Files.write(
                String(decoding: try Files.read("\(own)/\(name)"), as: UTF8.self), to: "\(templates)/\(name)")
        }
        return try subjects(writingTo: templates).map { subject in
            let context = "\(templates)/\(subject.name).json"
            try Files.write(subject.context, to: context)
            let arguments = [templates, subject.template, context]
            let ours = settings.command(engine, arguments, in: templates)
            let script = settings.package + "/Jinja/render.py"
            let theirs = settings.command(python, [script] + arguments, in: templates)
            let output = try ours.output().output
            guard try theirs.output().output == output else {
                throw BenchmarkError("\(subject.template) renders differently, so there is nothing to compare")
            }
            let count = try repetitions(theirs)
            let series = try Interleaving(runs: settings.runs).measure([
                Side(name: "ours", run: { try loop(ours, count) }),
                Side(name: "Jinja2", run: { try loop(theirs, count) }),
            ])
            let size = output.count < 10_240 ? "\(output.count) bytes" : "\(output.count / 1024) KiB"
            return Row(
                name: "\(subject.name), \(size)", ours: series[0], theirs: series[1], against: "Jinja2",
                target: .timesFaster(2))
        }
    }

    /// What one render costs inside a process that does `count` of them.
    private func loop(_ command: Command, _ count: Int) throws -> Sample {
        var command = command
        command.arguments.append("\(count)")
        let parts = try command.output().text.split(separator: " ").map { Double($0) ?? 0 }
        guard parts.count == 2, parts[0] > 0 else { throw BenchmarkError("\(command.program) gave no times") }
        return Sample(wall: parts[0] / Double(count), cpu: parts[1] / Double(count))
    }

    /// So many that Python takes a twentieth of a second.
    private func repetitions(_ theirs: Command) throws -> Int {
        max(3, Int(0.05 / (try loop(theirs, 10).wall)))
    }

    /// A Python with Jinja2: the system's, or one in the benchmarks' build folder.
    private func interpreter() throws -> String {
        guard let system = Files.program("python3") else { throw BenchmarkError("python3 is not installed") }
        let check = ["-c", "import jinja2; assert jinja2.__version__ == '3.1.6'"]
        if (try? settings.command(system, check, in: settings.work).output()) != nil { return system }
        let folder = settings.package + "/.build/python"
        let own = folder + "/bin/python3"
        if Files.exists(own), (try? settings.command(own, check, in: settings.work).output()) != nil { return own }
        _ = try settings.command(system, ["-m", "venv", folder], in: settings.work).output()
        _ = try settings.command(own, ["-m", "pip", "install", "-q", "jinja2==3.1.6"], in: settings.work).output()
        return own
    }

    // MARK: Contexts

    private func subjects(writingTo folder: String) throws -> [Subject] {
        var random = SeededGenerator(seed: 7)
        func number(_ limit: UInt64) -> UInt64 { random.next() % limit }
        // Long text with a name here and there, as most files of a service are.
        let lines = (0..<1_500).map { line in
            line % 50 == 25
                ? "Part \(line) belongs to {{ service.name }}, port {{ service.port }}."
                : "Line \(line) of plain text that nothing is done to: \(number(1_000_000)), \(number(1_000_000))."
        }
        try Files.write(lines.joined(separator: "\n") + "\n", to: folder + "/static.j2")
        let service =
            #""service": {"name": "order-service", "host": "10.0.0.1", "port": 8443, "workers": 4, "tls": true}"#
        let config = """
            {\(service),
            "database": {"kind": "postgresql", "user": "orders", "host": "db", "port": 5432, "name": "Orders", "pool": 5},
            "features": [\(list(12) { #"{"name": "feature-\#($0)", "enabled": \#($0 % 3 == 0)}"# })],
            "labels": {"tier": "backend", "team": "shop", "app": "orders", "env": "staging"}}
            """
        let rows = list(1_000) { row in
            #"{"name": "person number \#(row)", "email": "Person\#(row)@Example.COM", "score": \#(number(10_000)).\#(number(9) + 1),"#
                + #" "active": \#(row % 4 != 0), "tags": ["a\#(row % 7)", "b\#(row % 5)", "c"]}"#
        }
        let models = list(20) { model in
            let columns = list(15) { #"{"name": "column_\#($0)", "kind": "integer", "required": \#($0 % 2 == 0)}"# }
            return #"{"name": "model_\#(model)", "columns": [\#(columns)]}"#
        }
        let articles = list(40) { article in
            let text = String(repeating: "some words of article \(article) ", count: 12)
            return #"{"title": "Title <\#(article)> & more", "author": "Author \#(article % 6)", "text": "\#(text)","#
                + #" "date": "2024-01-1\#(article % 10)"}"#
        }
        let links = list(8) { #"{"href": "/page/\#($0)", "text": "Page \#($0)"}"# }
        return [
            Subject(name: "config file", template: "config.j2", context: config),
            Subject(name: "static text", template: "static.j2", context: "{\(service)}"),
            Subject(name: "loop over 1,000 dicts", template: "loop.j2", context: "{\"rows\": [\(rows)]}"),
            Subject(name: "macros", template: "macros.j2", context: "{\"models\": [\(models)]}"),
            Subject(
                name: "inheritance", template: "inheritance.j2",
                context: "{\"site\": \"Site\", \"links\": [\(links)], \"articles\": [\(articles)]}"),
        ]
    }

    private func list(_ count: Int, _ element: (Int) -> String) -> String {
        (0..<count).map(element).joined(separator: ",\n")
    }
}
