import Foundation
import Git
import TestSupport

/// Makes trees and edits of trees: nested folders, empty and equal files, links, binaries, odd line ends, moves.
struct TreeGenerator {
    var random: SeededRandom
    /// Whether the two sides may write the same text by chance.
    var coincidences = true
    /// Whether files move.
    var moves = true
    /// How many of 100 moves a release declares.
    var declares = 60
    private var counter = 0
    private var changesModes = true

    init(seed: UInt64, coincidences: Bool = true, moves: Bool = true) {
        random = SeededRandom(seed: seed)
        self.coincidences = coincidences
        self.moves = moves
    }

    /// An edited tree, and the moves of the edit that a release declares.
    struct Edit {
        var tree: TestTree
        var renames: [String: String]
    }

    private static let folders = ["", "", "app/", "app/api/", "app/crud/", "k8s/", "deploy/k8s/", "docs/"]
    private static let names = [
        "__init__.py", "__init__.py", "main.py", "crud.py", "crud", "requirements.txt", "run.sh", "a.yaml", "b.yaml",
        "LICENSE",
        "app", "k8s",
    ]

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// A tree of up to `largest` files.
    mutating func tree(_ largest: Int = 12) -> TestTree {
        var tree: TestTree = [:]
        for _ in 0..<(1 + below(largest)) { add(path(), content(), to: &tree) }
        return tree
    }

    /// A release's output as the next release has it.
    mutating func edited(_ tree: TestTree, edits: Int = 6) -> Edit {
        var edit = Edit(tree: tree, renames: [:])
        var origins = Dictionary(uniqueKeysWithValues: tree.keys.map { ($0, $0) })
        for _ in 0..<below(edits + 1) { change(&edit.tree, &origins) }
        for (path, origin) in origins.sorted(by: { $0.key < $1.key }) where path != origin && edit.tree[path] != nil {
            if chance(declares) { edit.renames[origin] = path }
        }
        return edit
    }

    /// A generated service as its owners have it after a while.
    mutating func owned(_ tree: TestTree, edits: Int = 6) -> TestTree {
        // A bit that both sides set is a coincidence as well.
        changesModes = coincidences
        var tree = edited(tree, edits: edits).tree
        changesModes = true
        if chance(40) { add(pick(Self.folders) + "own\(below(3))", content(), to: &tree) }
        if moves, chance(15) {
            add("app/svc/.scaffold.yml", "record\n", to: &tree)
            add("app/svc/main.py", content(), to: &tree)
        }
        tree[".scaffold.yml"] = "record \(below(9))\n"
        return tree
    }

    private mutating func path() -> String { pick(Self.folders) + pick(Self.names) }

    private func add(_ path: String, _ file: TestFile, to tree: inout TestTree) {
        var next = tree
        next[path] = file
        if next.isSound { tree = next }
    }

    private mutating func change(_ tree: inout TestTree, _ origins: inout [String: String]) {
        guard let path = tree.keys.sorted().randomElement(using: &random), let file = tree[path] else { return }
        switch below(12) {
        case 0...3: tree[path] = rewritten(file)
        case 4: tree[path] = chmodded(file)
        case 5:
            tree[path] = nil
            origins[path] = nil
        case 6, 7: add(self.path(), content(), to: &tree)
        case 8 where moves: move(path, self.path(), &tree, &origins)
        case 9 where moves: moveFolder(of: path, &tree, &origins)
        case 10 where moves: swap(path, &tree, &origins)
        case 11: turn(path, &tree, &origins)
        default: tree[path] = rewritten(file)
        }
    }

    private mutating func move(
        _ path: String, _ target: String, _ tree: inout TestTree, _ origins: inout [String: String]
    ) {
        guard tree[target] == nil, target != path else { return }
        var next = tree.moving(path, target)
        if chance(40), let file = next[target] { next[target] = rewritten(file) }
        guard next.isSound else { return }
        tree = next
        origins[target] = origins.removeValue(forKey: path)
        // Sometimes a new file comes to the old path.
        if chance(15) { add(path, content(), to: &tree) }
    }

    private mutating func moveFolder(of path: String, _ tree: inout TestTree, _ origins: inout [String: String]) {
        guard let folder = directoriesAbove(path).last else { return }
        let target = pick(["deploy/" + folder, folder + "/base", "src"])
        var next = tree
        var nextOrigins = origins
        for path in tree.keys.sorted() where path.hasPrefix(folder + "/") && !path.hasPrefix(target + "/") {
            let moved = target + path.dropFirst(folder.count)
            guard next[moved] == nil else { return }
            next = next.moving(path, moved)
            nextOrigins[moved] = nextOrigins.removeValue(forKey: path)
        }
        guard next.isSound else { return }
        (tree, origins) = (next, nextOrigins)
    }

    private mutating func swap(_ path: String, _ tree: inout TestTree, _ origins: inout [String: String]) {
        guard let other = tree.keys.sorted().randomElement(using: &random), other != path else { return }
        (tree[path], tree[other]) = (tree[other], tree[path])
        (origins[path], origins[other]) = (origins[other], origins[path])
    }

    /// A file to a folder, a folder to a file, a file to a link.
    private mutating func turn(_ path: String, _ tree: inout TestTree, _ origins: inout [String: String]) {
        switch below(3) {
        case 0:
            let file = tree.removeValue(forKey: path)
            origins[path] = nil
            tree[path + "/" + pick(["__init__.py", "x"])] = chance(50) ? file : content()
        case 1:
            guard let folder = directoriesAbove(path).last else { return }
            for path in tree.keys where path.hasPrefix(folder + "/") {
                tree[path] = nil
                origins[path] = nil
            }
            tree[folder] = content()
        default:
            tree[path] = .link("target\(below(3))")
        }
    }

    private mutating func chmodded(_ file: TestFile) -> TestFile {
        var file = file
        guard changesModes else { return file }
        if file.mode == .file { file.mode = .executable } else if file.mode == .executable { file.mode = .file }
        return file
    }

    /// A line; without coincidences no other edit writes the same one.
    private mutating func line() -> String {
        counter += 1
        return coincidences ? "w\(below(30))" : "u\(counter)-\(below(1_000_000_000))"
    }

    private mutating func content() -> TestFile {
        switch below(20) {
        case 0...3: return ""
        case 4...5: return "all rights\nreserved\nto nobody\n"
        case 6: return .link("target\(below(3))")
        case 7: return TestFile(bytes: [0] + Array(line().utf8))
        default:
            let text = (0...(1 + below(12))).map { _ in line() }
            var file = TestFile(
                stringLiteral: text.joined(separator: chance(10) ? "\r\n" : "\n") + (chance(85) ? "\n" : ""))
            if chance(15) { file.mode = .executable }
            return file
        }
    }

    private mutating func rewritten(_ file: TestFile) -> TestFile {
        if file.mode == .symlink { return .link("target\(below(5))") }
        if file.bytes.contains(0) { return TestFile(bytes: [0] + Array(line().utf8), mode: file.mode) }
        let hasReturns = file.bytes.contains(13)
        let text = String(decoding: file.bytes.filter { $0 != 13 }, as: UTF8.self)
        let isOpen = !text.isEmpty && !text.utf8.elementsEqual([10]) && text.utf8.last != 10
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if !isOpen { lines.removeLast() }
        for _ in 0...below(2) {
            let at = below(lines.count + 1)
            switch below(4) {
            case 0 where at < lines.count: lines[at] = line()
            case 1 where at < lines.count: lines.remove(at: at)
            default: lines.insert(line(), at: at)
            }
        }
        var result = lines.map { $0 + (hasReturns != chance(4) ? "\r\n" : "\n") }.joined()
        if isOpen != chance(6), !result.isEmpty {
            result = String(result.utf8.dropLast(result.hasSuffix("\r\n") ? 2 : 1)) ?? result
        }
        var edited = TestFile(stringLiteral: result)
        edited.mode = chance(5) ? chmodded(file).mode : file.mode
        return edited
    }
}

/// The number of generated cases: SCAFFOLD_FUZZ_COUNT, or what fits a quick run.
func fuzzCount(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["SCAFFOLD_FUZZ_COUNT"].flatMap { Int($0) } ?? usual
}
