extension TemplateFile {
    /// What templates call to get the time or something random, with the prefix that all such names share.
    private static let chanceWords = ["random", "now", "uuid", "strftime", "shuffle", "lipsum", "secret", "datetime"]
        .map { Array($0.utf8) }

    /// Whether the file may render differently each time: one of those words stands in its path or its text.
    ///
    /// Never wrongly false for the tags, filters and functions that are known natively.
    public var mayDependOnChance: Bool {
        Self.chanceWords.contains { TemplateMarkers.holds(bytes, $0) || TemplateMarkers.holds(Array(path.utf8), $0) }
    }
}
