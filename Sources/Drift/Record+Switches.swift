import Merge
import Template

extension [Record.Without] {
    /// The automatic resolvers that must not settle anything in a file.
    /// - Parameters:
    ///   - paths: where the file is and will be; a switch for any of them counts.
    ///   - names: what the template switched off there.
    func disabledResolvers(at paths: [String], byTemplate names: [String]) -> Set<String> {
        let owners = lazy.filter { item in paths.contains { item.path.matches($0) } }.flatMap(\.resolvers)
        return AutomaticResolver.disabled(by: names + owners)
    }
}
