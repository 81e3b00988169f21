public import ArgumentParser
import Git
import Merge

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// `scaffold merge-file`.
struct MergeFile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge-file",
        abstract: "Merges one file three ways, like git merge-file.",
        usage: "scaffold merge-file <local> <base> <incoming> [<options>]",
        discussion: #"""
            The result replaces LOCAL unless -p prints it. The exit code is the number of
            conflicts, at most 127, and 255 for an error, so that it works as a git merge
            driver:

              echo 'Dockerfile merge=scaffold' >> .gitattributes
              git config merge.scaffold.driver \
                'scaffold merge-file %A %O %B --path %P --marker-size %L'

            EXAMPLE
              scaffold merge-file -p mine.txt base.txt theirs.txt
            """#)

    @Argument(help: "Our version; rewritten with the result.", completion: .file()) var local: String
    @Argument(help: "The common ancestor.", completion: .file()) var base: String
    @Argument(help: "Their version.", completion: .file()) var incoming: String

    @Option(
        help: ArgumentHelp("The file's name in the project, which tells its format and attributes.", valueName: "name"))
    var path: String?

    @Flag(name: [.customShort("p"), .customLong("print")], help: "Print the result instead of writing it.") var prints =
        false

    @Option(
        name: .customShort("L"),
        help: ArgumentHelp(
            "A label of the conflict markers; up to three, for local, base and incoming.", valueName: "label"))
    var labels: [String] = []

    @Option(help: "How conflicts are shown.") var style: MarkerStyle = .zdiff3

    @Option(help: ArgumentHelp("The least length of conflict markers.", valueName: "length")) var markerSize: Int = 7

    @Option(
        help: ArgumentHelp(
            "An automatic resolver that must not decide anything, or `all`; can be given several times.",
            valueName: "resolver"))
    var without: [String] = []

    func validate() throws {
        if let unknown = AutomaticResolver.unknownName(in: without) {
            throw ValidationError("--without '\(unknown)': known are \(AutomaticResolver.knownNames)")
        }
        if labels.count > 3 { throw ValidationError("-L can be given three times at most") }
        if markerSize < 1 { throw ValidationError("--marker-size must be 1 or more") }
    }

    func run() throws {
        do {
            try merge()
        } catch let code as ExitCode {
            throw code
        } catch let failure as Failure {
            Console.standard.report(failure)
            throw ExitCode(255)
        }
    }

    private func merge() throws {
        let sides = (try InputFile.read(local), try InputFile.read(base), try InputFile.read(incoming))
        let options = MergeOptions(
            path: path ?? local, disabledResolvers: AutomaticResolver.disabled(by: without),
            isMarkedGenerated: isMarkedGenerated, deadline: MergeOptions.usualDeadline)
        let result = Merge.merge(base: sides.1, local: sides.0, incoming: sides.2, options: options)
        if case .binary = result.outcome {
            throw Failure("\(path ?? local) is binary and both sides changed it", fix: "take one side as it is")
        }
        let names = labels + [local, base, incoming].dropFirst(labels.count)
        let merged = result.marked(
            labels: MarkerLabels(local: names[0], base: names[1], incoming: names[2]), style: style,
            minimumLength: markerSize)
        if prints {
            Console.standard.write(merged)
        } else if merged != sides.0 {
            try OutputFile.write(merged, to: local)
        }
        if result.conflictCount > 0 { throw ExitCode(Int32(min(result.conflictCount, 127))) }
    }

    /// Whether the repository that the command runs in calls the file generated, as `git check-attr` would say of its path;
    /// git runs merge drivers at the root.
    private var isMarkedGenerated: Bool {
        guard let repository = try? Repository.discover(from: "."), let root = repository.workTree,
            let path = Self.path(path ?? local, below: Sources.realPlace(of: root))
        else { return false }
        let value = (try? repository.attribute(GeneratedFile.attribute, path: path)) ?? .unspecified
        return value == .set || value == .value("true")
    }

    /// A path from the working directory as one from a folder above it; nil where it leaves that folder.
    private static func path(_ path: String, below root: String) -> String? {
        let full = path.hasPrefix("/") ? path : Sources.realPlace(of: ".") + "/" + path
        var parts: [Substring] = []
        for part in full.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let place = "/" + parts.joined(separator: "/")
        return place.hasPrefix(root + "/") ? String(place.dropFirst(root.count + 1)) : nil
    }
}

extension MarkerStyle: ExpressibleByArgument {}
