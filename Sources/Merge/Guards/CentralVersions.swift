/// Finds packages that one side brought with a version to a project of .NET, of which the other side keeps all versions in a
/// file of their own: such a project may not say any.
enum CentralVersions {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard ["csproj", "fsproj", "vbproj"].contains(path.fileSuffix) else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            guard sides.lines.base.contains(where: hasVersion), !sides.lines[side].contains(where: hasVersion),
                let line = sides.added(by: side).first(where: { $0.text.hasPrefix(start) })
            else { return [] }
            return sides.added(by: other).filter(hasVersion).map {
                Contradiction("version of \($0.text)", line, of: side, $0, isOrdered: false)
            }
        }
    }

    private static let start = "<PackageReference "

    private static func hasVersion(_ line: OutlineLine) -> Bool {
        line.text.hasPrefix(start) && line.text.holds(" Version=")
    }
}
