import Jinja
import OrderedCollections

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the engine makes of one template, as the fuzzer reads it.
struct OracleAnswer {
    let json: String

    init(line: String) {
        do {
            let input = try Value(json: Array(line.utf8))
            let output = try OracleAnswer.render(input)
            json = "{\"output\": \(OracleAnswer.quoted(output))}"
        } catch let error as TemplateError {
            let line = error.line.map(String.init) ?? "null"
            let name = OracleAnswer.quoted(error.code.pythonClass)
            let message = OracleAnswer.quoted(error.message)
            json = "{\"error\": {\"class\": \(name), \"message\": \(message), \"line\": \(line)}}"
        } catch {
            json = "{\"error\": {\"class\": \"EngineFailure\", \"message\": \(OracleAnswer.quoted("\(error)"))}}"
        }
    }

    private static func render(_ input: Value) throws -> String {
        let source = input.dictValue?["template"]?.stringValue ?? ""
        var environment = CorpusEnvironment.make(input.dictValue?["env"])
        var sources: [String: String] = [:]
        for (name, text) in input.dictValue?["templates"]?.dictValue?.pairs ?? [] {
            sources[name.stringValue ?? ""] = text.stringValue ?? ""
        }
        environment.loader = DictLoader(sources)
        var context: OrderedDictionary<String, Value> = [:]
        for (name, value) in input.dictValue?["context"]?.dictValue?.pairs ?? [] {
            context[name.stringValue ?? ""] = value
        }
        return try Template(source: source, environment: environment).render(context)
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

/// Hands what was printed to the reader at once.
func flush() {
    _ = fflush(nil)
}
