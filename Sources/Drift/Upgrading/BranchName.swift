import Git

/// Names of branches: which ones git takes, and which one an upgrade gets.
enum BranchName {
    /// Whether git takes the name for a branch; the rules of `git check-ref-format --branch`.
    static func isValid(_ name: String) -> Bool {
        guard !name.isEmpty, name != "@", name != "HEAD", !name.hasPrefix("-"), !name.hasSuffix("."),
            !name.hasSuffix("/")
        else {
            return false
        }
        let bad = name.utf8.contains { $0 <= 0x20 || $0 == 0x7F || "~^:?*[\\".utf8.contains($0) }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !bad && !name.contains("..") && !name.contains("@{")
            && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
    }

    /// The branch for upgrades of one service.
    ///
    /// `scaffold/NAME` for a service at the root of its repository, else `scaffold/FOLDER.NAME` with dots for slashes.
    /// A folder that this can't tell apart from all others, or that git allows in no ref, gets a hash at its end.
    static func forUpgrades(of scaffold: String, in folder: String) -> String {
        guard !folder.isEmpty else { return "scaffold/" + part(scaffold) }
        let name = part(folder.split(separator: "/").joined(separator: "."))
        let isPlain = !folder.utf8.contains(0x2E) && name.utf8.elementsEqual(folder.utf8.map { $0 == 0x2F ? 0x2E : $0 })
        let mark = isPlain ? "" : "-" + ObjectID.of(blob: Array(folder.utf8)).hex.prefix(8)
        return "scaffold/" + name + mark + "." + part(scaffold)
    }

    /// A text with a dash for everything that may not be in a ref's name.
    private static func part(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            let isBad = byte <= 0x20 || byte == 0x7F || "~^:?*[\\/{}@".utf8.contains(byte)
            let isBadDot = byte == 0x2E && (out.isEmpty || out.last == 0x2E)
            out.append(isBad || isBadDot ? 0x2D : byte)
        }
        let name = String(decoding: out, as: UTF8.self)
        return name.hasSuffix(".lock") || name.hasSuffix(".") ? name + "-" : name
    }
}
