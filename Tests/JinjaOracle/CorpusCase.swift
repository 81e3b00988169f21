import Jinja
import OrderedCollections

/// One case of the corpus, or of the fuzzer: a template with what it is rendered with.
struct CorpusCase {
    let id: String
    let source: String
    private let context: Value?
    private let options: Value?
    private let templates: Value?

    init(_ json: Value) {
        let dict = json.dictValue
        id = dict?["id"]?.stringValue ?? ""
        source = dict?["template"]?.stringValue ?? ""
        context = dict?["context"]
        options = dict?["env"]
        templates = dict?["templates"]
    }

    /// Renders the template.
    func render() throws(TemplateError) -> String {
        var environment = CorpusEnvironment.make(options)
        var sources: [String: String] = [:]
        for (name, text) in templates?.dictValue?.pairs ?? [] {
            sources[name.stringValue ?? ""] = text.stringValue ?? ""
        }
        environment.loader = DictLoader(sources)
        var variables: OrderedDictionary<String, Value> = [:]
        for (name, value) in context?.dictValue?.pairs ?? [] { variables[name.stringValue ?? ""] = value }
        return try Template(source: source, environment: environment).render(variables)
    }

    /// The answer to one line of the fuzzer.
    static func answer(_ line: String) -> String {
        do throws(TemplateError) {
            let output = try CorpusCase(try Value(json: Array(line.utf8))).render()
            return "{\"output\": \(quoted(output))}"
        } catch {
            let line = error.line.map(String.init) ?? "null"
            let name = quoted(error.code.pythonClass)
            return "{\"error\": {\"class\": \(name), \"message\": \(quoted(error.message)), \"line\": \(line)}}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
