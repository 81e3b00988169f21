/// Package managers of one language: a side that went over to another one has its lock file, and nothing for the old one to
/// work with.
enum DockerfileManagers {
    /// A manager that one side runs no more, with another one in its place, and that the merge runs since the other side does.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let all = [merged, local, incoming].map { file in
            Set(DockerfileTools.words(ofRunsIn: file).compactMap(\.first))
        }
        for family in families {
            let used = all.map { $0.intersection(family) }
            // Each side has one that the other has not: they speak of two.
            let (mine, theirs) = (used[1].subtracting(used[2]), used[2].subtracting(used[1]))
            guard !mine.isEmpty, !theirs.isEmpty, !mine.isDisjoint(with: used[0]), !theirs.isDisjoint(with: used[0])
            else { continue }
            return mine.union(theirs).min().map { "manager \($0)" }
        }
        return nil
    }

    private static let families: [Set<String>] = [
        ["npm", "yarn", "pnpm", "bun"], ["pip", "poetry", "pipenv", "pdm"], ["mvn", "./mvnw", "gradle", "./gradlew"],
    ]
}

/// Files that are given to a user by number.
enum DockerfileOwners {
    /// A number that a copy of the merge is given to, while the user of that number has another one since a side changed it.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let users = [merged, local, incoming].map(users)
        let owners = [merged, local, incoming].map(owners)
        return owners[0].keys.filter { number in
            [(1, 2), (2, 1)].contains { mover, other in
                !users[0].contains(number) && !users[mover].isEmpty && !users[mover].contains(number)
                    && users[other].contains(number) && owners[0][number] ?? 0 > owners[mover][number] ?? 0
            }
        }.min().map { "owner \($0)" }
    }

    private static func number(_ text: Substring) -> String? {
        let number = text.prefix { $0 != ":" }
        return !number.isEmpty && number.allSatisfy(\.isNumber) ? String(number) : nil
    }

    private static func users(_ file: Value) -> Set<String> {
        Set(
            file.elements.compactMap { instruction in
                guard case .marked("USER", let inner) = instruction, let text = inner.text else { return nil }
                return number(text[...])
            })
    }

    private static func owners(_ file: Value) -> [String: Int] {
        var counts: [String: Int] = [:]
        for case .marked(let mark, let inner) in file.elements where mark == "COPY" || mark == "ADD" {
            for word in (inner.text ?? "").split(separator: " ") where word.hasPrefix("--chown=") {
                if let number = number(word.dropFirst("--chown=".count)) { counts[number, default: 0] += 1 }
            }
        }
        return counts
    }
}

/// The images that stages are built from: one that each side has in one version for all of its stages.
enum DockerfileImages {
    /// An image that the merge has in two versions, since one side raised it in several stages and the other has one more.
    static func contradiction(merged: Value, local: Value, incoming: Value) -> String? {
        let versions = [merged, local, incoming].map(versions)
        return versions[0].filter { Set($0.value).count > 1 }.keys.filter { name in
            let (mine, theirs) = (versions[1][name] ?? [], versions[2][name] ?? [])
            return Set(mine).count == 1 && Set(theirs).count == 1 && min(mine.count, theirs.count) > 1
        }.min().map { "versions of \($0)" }
    }

    /// The version of an image in each stage that is built from it.
    private static func versions(_ file: Value) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for case .marked("FROM", let inner) in file.elements {
            let image = inner.pairs[.image]?.text ?? inner.text ?? ""
            guard let colon = image.lastIndex(of: ":") else { continue }
            found[String(image[..<colon]), default: []].append(String(image[colon...]))
        }
        return found
    }
}
