extension PythonVersion {
    /// Nil for what no index of packages orders, such as a local version.
    init?(_ version: VersionNumber) {
        self.init(version.numbers.joined(separator: ".") + version.mark)
        guard version.prefix.isEmpty, local.isEmpty else { return nil }
    }

    /// The newer of two versions where the base was no final release and both sides went on from it; nil otherwise.
    ///
    /// A final release and a later pre-release are for people to choose from: nobody is taken back to one in silence.
    static func newer(_ versions: Sides<VersionNumber>) -> VersionResolver.Verdict? {
        guard let base = PythonVersion(versions.base), let local = PythonVersion(versions.local),
            let incoming = PythonVersion(versions.incoming), base.isPrerelease, base < local, base < incoming
        else { return nil }
        if incoming < local, incoming.isPrerelease || !local.isPrerelease { return .local }
        if local < incoming, local.isPrerelease || !incoming.isPrerelease { return .incoming }
        return nil
    }
}
