import Jinja
import Yams

enum CopierYAML {
    static func value(_ text: String) throws(TemplateError) -> Value {
        do {
            guard let node = try Parser(yaml: text, resolver: .basic).singleRoot() else { return .none }
            return try AnswerValue(yaml: node).jinja
        } catch { throw TemplateError(.value, "\(error)") }
    }
    static func documents(
        _ text: String, at place: ScaffoldError.Location, include: (String) throws(ScaffoldError) -> Value
    ) throws(ScaffoldError) -> [Value] {
        do {
            let p = try Parser(yaml: text, resolver: .basic)
            var out: [Value] = []
            while let node = try p.nextRoot() { out.append(try AnswerValue(yaml: node).jinja) }
            return out
        } catch let e as ScaffoldError { throw e } catch { throw ScaffoldError(.manifest, "\(error)", at: place) }
    }
    static func items(_ text: String) throws(TemplateError) -> [String] { [] }
}
extension CopierYAML {
    static func entry(_ name: String, _ value: AnswerValue) -> String { "\(YAMLScalar.write(name)): \(value.yaml)\n" }
}
