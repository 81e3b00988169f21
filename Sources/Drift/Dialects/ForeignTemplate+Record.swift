import Git
import OrderedCollections
import Template

extension ForeignTemplate {
    /// The tool's own record after an upgrade, byte for byte as the tool would write it.
    ///
    /// Copier's is a file of the template, rendered with the new answers; cruft's has its values replaced in place. A
    /// record that is not there yet is made.
    /// - Parameter checkout: What a record of cruft is to follow from now on; nil keeps what it says.
    func record(after render: DialectRender, at state: State, checkout: String? = nil) throws -> ForeignRecord {
        var next = record
        switch record.tool {
        case .copier:
            if let file = render.baseline[record.path] {
                next.bytes = file.bytes
            } else {
                let bytes = record.bytes.isEmpty ? Self.emptyAnswersFile : record.bytes
                next.bytes = try CopierAnswersFile(bytes, path: record.path).updated(
                    source: address, commit: state.revision, answers: render.answers)
            }
        case .cruft:
            next.checkout = checkout ?? record.checkout
            guard !record.bytes.isEmpty else {
                next.bytes = CruftRecord.new(
                    template: address, commit: state.commit.hex, checkout: next.checkout, answers: render.answers,
                    directory: record.directory.isEmpty ? nil : record.directory)
                break
            }
            let old = try CruftRecord(record.bytes)
            next.bytes = old.updated(
                commit: state.commit.hex, answers: render.answers, checkout: checkout,
                template: old.template == address ? nil : address)
        }
        return next
    }

    private static let emptyAnswersFile = Array("# Which template this project follows, and its answers.\n{}\n".utf8)
}
