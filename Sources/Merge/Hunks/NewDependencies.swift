/// Dependencies that both sides added at one point of a build: elements of Maven and .NET, calls of Gradle, of different
/// packages, whose order says nothing to those who ask for them.
struct NewDependencies {
    private let file: HunkFile
    private let isGradle: Bool

    /// Nil for other files.
    init?(_ file: HunkFile) {
        let name = file.path.fileName
        isGradle = name.hasSuffix(".gradle") || name.hasSuffix(".gradle.kts")
        let isBuild = ["csproj", "fsproj", "vbproj", "props", "targets"].contains(file.path.fileSuffix)
        guard isGradle || name == "pom.xml" || isBuild else { return nil }
        self.file = file
    }

    /// Local's dependencies and then the template's; nil where a side brought anything else.
    ///
    /// That one package does not come out twice is for the guard of names to see to.
    func joined(_ hunk: ConflictHunk) -> [UInt8]? {
        guard hunk.base.isEmpty else { return nil }
        let lines = HunkFile.lines(of: hunk)
        if isGradle {
            let edge = lines.local.first { !$0.trimmed.isEmpty }?.prefix { $0 == " " || $0 == "\t" } ?? ""
            guard file.opener(above: hunk.baseLines.lowerBound, within: edge)?.trimmed == "dependencies {",
                let mine = packages(lines.local), let theirs = packages(lines.incoming), mine.isDisjoint(with: theirs)
            else { return nil }
            return hunk.local + hunk.incoming
        }
        // Of two lists of versions the first one says which.
        let areLists = [lines.local, lines.incoming].allSatisfy { $0.contains { $0.contains("<scope>import</scope>") } }
        guard !areLists, let mine = elements(lines.local), let theirs = elements(lines.incoming), mine == theirs,
            file.lines.base[..<hunk.baseLines.lowerBound].suffix(mine.count).elementsEqual(mine)
        else { return nil }
        return hunk.local + hunk.incoming
    }

    // MARK: Maven and .NET

    /// Elements that stand beside others of their kind in any order.
    private static let unordered: Set<String> = [
        "dependency", "exclusion", "PackageReference", "ProjectReference", "PackageVersion", "Using",
        "InternalsVisibleTo",
    ]

    /// The start of an element that lines end with; nil for anything but such elements.
    ///
    /// A comparison of lines may well say that the end of one element and the start of the next were added: where they do
    /// not begin in the middle of one, nothing is left at their end.
    private func elements(_ lines: [String]) -> [String]? {
        var open: [String] = []
        var isInMiddle = false
        // Where the last element began, and whether lines are a part of one only if its end comes.
        var start = 0
        var isLoose = false
        for (index, line) in lines.map(\.trimmed).enumerated() where !line.isEmpty {
            if line.hasPrefix("<!--") {
                guard line.hasSuffix("-->") else { return nil }
                continue
            }
            guard line.hasPrefix("<") else { return nil }
            if line.hasPrefix("</") {
                let name = String(line.dropFirst(2).dropLast())
                if let last = open.popLast() {
                    guard last == name else { return nil }
                } else {
                    guard !isInMiddle, Self.unordered.contains(name) else { return nil }
                    isInMiddle = true
                    isLoose = false
                }
                continue
            }
            let name = line.dropFirst().identifier(with: ".-")
            if [" Remove=", " Update=", " Exclude="].contains(where: line.contains) { return nil }
            let isWhole = line.hasSuffix("/>") || line.hasSuffix("</\(name)>")
            if open.isEmpty {
                start = index
                if !Self.unordered.contains(name) {
                    guard !isInMiddle, isWhole else { return nil }
                    isLoose = true
                }
            }
            if !isWhole { open.append(name) }
        }
        guard !isLoose, open.count == (isInMiddle ? 1 : 0) else { return nil }
        return isInMiddle ? Array(lines[start...]) : []
    }

    // MARK: Gradle

    private static let package = Pattern(
        /\w+[ (] *(?:platform\()?(?:["']([\w.-]+:[\w.-]+)(?:[:@][^"']*)?["']|(libs\.[\w.]+))\)*(?: *\/\/.*)?/)

    /// The packages that lines name, each on a line of its own; nil where a line says anything else.
    private func packages(_ lines: [String]) -> Set<String>? {
        var found: Set<String> = []
        for line in lines.map(\.trimmed) where !line.isEmpty && !line.hasPrefix("//") {
            guard let match = line.wholeMatch(of: Self.package), let name = match.1 ?? match.2,
                found.insert(String(name)).inserted
            else { return nil }
        }
        return found.isEmpty ? nil : found
    }
}
