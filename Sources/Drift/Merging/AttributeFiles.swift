import Template

/// What the `.gitattributes` of some files say, each of which is read once.
struct AttributeFiles {
    /// Where the paths are in the repository; "" for its root.
    private let directory: String
    private let names: Set<String>
    private let read: (String) throws -> [UInt8]?
    /// The texts of `.gitattributes`, by folder.
    private var texts: [String: String?] = [:]

    /// - Parameters:
    ///   - names: The attributes that are asked for.
    ///   - read: Reads a file of the repository; nil where there is none.
    init(directory: String = "", names: Set<String>, read: @escaping (String) throws -> [UInt8]?) {
        self.directory = directory
        self.names = names
        self.read = read
    }

    /// The attributes of a path, as ``AttributeRules/settings(of:)`` gives them.
    mutating func settings(of path: String) throws -> [String: String] {
        let path = directory.isEmpty ? path : directory + "/" + path
        var rules = AttributeRules()
        let macros = AttributeRules.macros(try text(in: "") ?? "")
        for folder in [""] + FileSystem.ancestors(of: path) {
            guard let text = try text(in: folder) else { continue }
            rules.add(text, in: folder, macros: macros, only: names)
        }
        return rules.settings(of: path)
    }

    private mutating func text(in folder: String) throws -> String? {
        if let known = texts[folder] { return known }
        let name = folder.isEmpty ? ".gitattributes" : folder + "/.gitattributes"
        let text = try read(name).map { String(decoding: $0, as: UTF8.self) }
        texts[folder] = .some(text)
        return text
    }
}
