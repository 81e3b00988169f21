import Git
import OrderedCollections
import Template

extension ForeignTemplate {
    /// The tool's own record after an upgrade, byte for byte as the tool would write it.
    ///
    /// Copier's is a file of the template, rendered with the new answers; cruft's has its values replaced in place.
    func record(after render: DialectRender, at state: State) throws -> ForeignRecord {
        var next = record
        switch record.tool {
        case .copier:
            if let file = render.baseline[record.path] {
                next.bytes = file.bytes
            } else {
                next.bytes = try CopierAnswersFile(record.bytes, path: record.path).updated(
                    source: address, commit: state.revision, answers: render.answers)
            }
        case .cruft:
            next.bytes = try CruftRecord(record.bytes).updated(commit: state.commit.hex, answers: render.answers)
        }
        return next
    }
}
