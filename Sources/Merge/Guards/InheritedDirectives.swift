/// Finds headers that one side set for a whole server of nginx, and that a block in it loses because the other side set the first
/// one of its own there: nginx takes over none where a block has one.
enum InheritedDirectives {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard path.hasSuffix(".conf"), sides.lines.base.contains(where: { $0.text.hasSuffix("{") }) else { return [] }
        let blocks = sides.lines.map(blocks)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let inner = sides.added(by: other).filter { inherited.contains($0.words[0]) }
            if inner.isEmpty { return [] }
            // Also those that only stood elsewhere before.
            let outer = sides.lines[side].filter { line in
                inherited.contains(line.words[0])
                    && blocks[side].paths[line.number].map { !blocks.base.own.contains($0 + [line.text]) } == true
            }
            return outer.flatMap { line -> [Contradiction] in
                guard let block = blocks[side].paths[line.number] else { return [] }
                return inner.filter { use in
                    guard use.words[0] == line.words[0], let place = blocks[other].paths[use.number],
                        place.count > block.count, place.starts(with: block)
                    else { return false }
                    // One that the side itself took from there lives from that of the server, too.
                    return ![blocks.base, blocks[side]].allSatisfy {
                        $0.directives[place]?.contains(line.words[0]) == true
                    }
                }.map { Contradiction("headers of \(line.text) in \($0.text)", line, of: side, $0, isOrdered: false) }
            }
        }
    }

    private static let inherited: Set<String> = [
        "add_header", "proxy_set_header", "fastcgi_param", "uwsgi_param", "grpc_set_header", "proxy_hide_header",
    ]

    /// The blocks around each line, by what begins them, and the directives that each block has: by name, and as they stand.
    private static func blocks(
        _ lines: [OutlineLine]
    ) -> (paths: [Int: [String]], directives: [[String]: Set<String>], own: Set<[String]>) {
        var own: Set<[String]> = []
        var open: [String] = []
        var paths: [Int: [String]] = [:]
        var directives: [[String]: Set<String>] = [:]
        for line in lines where !line.isComment() {
            if line.text.hasPrefix("}") { open = open.dropLast() }
            paths[line.number] = open
            if inherited.contains(line.words[0]) {
                directives[open, default: []].insert(line.words[0])
                own.insert(open + [line.text])
            }
            if line.text.hasSuffix("{") { open.append(line.text) }
        }
        return (paths, directives, own)
    }
}
