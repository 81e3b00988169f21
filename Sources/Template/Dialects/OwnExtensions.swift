import Jinja

extension Environment {
    /// Adds what an extension in the template's own Python adds, as far as that only computes.
    /// - Parameter file: Gives a file of the template by its path beside its settings.
    /// - Returns: false where there is no such file, or the extension can't be followed; nothing is added then.
    mutating func addOwnExtension(
        _ importPath: String, _ setting: RenderSetting, file: @escaping (String) -> [UInt8]?
    ) -> Bool {
        let parts = importPath.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let name = parts.last, !parts.contains("") else { return false }
        let module = parts.dropLast().joined(separator: "/")
        guard let path = ["\(module)/__init__.py", "\(module).py"].first(where: { file($0) != nil }),
            let bytes = file(path),
            let additions = PureMachine(bytes, setting: setting, files: PureFiles(path: path, bytes: file))?
                .additions(of: name)
        else { return false }
        for addition in additions { add(addition) }
        return true
    }

    /// Adds a filter, test or variable of the template's own Python.
    mutating func add(_ addition: PureMachine.Addition) {
        let value = addition.value
        func called(
            _ first: Value, _ arguments: Arguments, _ invocation: Invocation
        ) throws(TemplateError) -> Value {
            var arguments = arguments
            arguments.positional.insert(first, at: 0)
            return try invocation.call(value, arguments)
        }
        switch addition.kind {
        case "filters": addFilter(addition.name, called)
        case "tests":
            addTest(addition.name) { (first, arguments, invocation) throws(TemplateError) in
                try called(first, arguments, invocation).truth()
            }
        default: globals[addition.name] = value
        }
    }
}
