import Git
import OrderedCollections
import Template

extension ForeignTemplate {
    /// The tool's own record after an upgrade, byte for byte as the tool would write it.
    ///
    /// Copier's is a file of the template, rendered with the new answers; cruft's has its values replaced in place.
    /// - Parameter checkout: What a record of cruft is to follow from now on; nil keeps what it says.
    func record(after render: DialectRender, at state: State, checkout: String? = nil) throws -> ForeignRecord {
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
            next.checkout = checkout ?? record.checkout
            next.bytes = try CruftRecord(record.bytes).updated(
                commit: state.commit.hex, answers: render.answers, checkout: checkout)
        }
        return next
    }
}
