import Git

extension TemplateFile {
    /// Why nothing can be made of an entry of a template's tree, in a sentence; nil for what has a content.
    var obstacle: String? {
        if mode == .submodule { return "it is a submodule, a commit of another repository, which can't be had here" }
        return hasReadableName ? nil : "its name is not UTF-8"
    }
}
