/// Finds routes that one side put below a route of the other side which takes every path: where the first route that fits counts,
/// they are never reached.
struct CatchAllRoutes {
    private let language: Language

    private enum Language {
        case script
        case python
        case ruby
    }

    private struct Route {
        /// What the route is added to.
        var owner: Substring
        var path: Substring
        var line: OutlineLine
    }

    /// Nil for files whose routes are chosen otherwise.
    init?(path: String) {
        switch path.fileSuffix {
        case let suffix where scriptSuffixes.contains(suffix): language = .script
        case "py": language = .python
        case "rb": language = .ruby
        default: return nil
        }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let generals = sides.added(by: side).compactMap { route($0) }
            if generals.isEmpty { return [] }
            let routes = sides.added(by: other).compactMap { route($0) }.filter { start(of: $0.path) == nil }
            return generals.flatMap { general in
                routes.filter { takes(general, $0) || takesAll(general, $0) }.map {
                    Contradiction(
                        "\(general.line.text) above \($0.line.text)", general.line, of: side, $0.line, isOrdered: true)
                }
            }
        }
    }

    /// Whether a part of a path stands for any text: `:id`.
    private func isOpen(_ part: Substring) -> Bool { part.hasPrefix(":") }

    /// Whether a route takes whatever begins as another one does.
    private func takesAll(_ general: Route, _ special: Route) -> Bool {
        guard let start = start(of: general.path) else { return false }
        return special.owner == general.owner && special.path.hasPrefix(start)
    }

    /// Whether a route takes what another one of its kind is for, part by part.
    private func takes(_ general: Route, _ special: Route) -> Bool {
        let (parts, others) = (general.path.split(separator: "/"), special.path.split(separator: "/"))
        return general.line.text.prefix { $0 != "(" } == special.line.text.prefix { $0 != "(" }
            && parts.count == others.count
            && parts.contains(where: isOpen)
            && zip(parts, others).allSatisfy { $0 == $1 || isOpen($0) && !isOpen($1) }
    }

    private static let lastHandler = Pattern(
        /(\w+)\.use\(\((?:_?req|_?request|ctx)\b[^)]*\) => \w+\.(?:status|send|json)/)
    private static let expressRoute = Pattern(/(\w+)\.(?:get|post|put|patch|delete|all|use)\(["'`]([^"'`]*)["'`]/)
    private static let decoratedRoute = Pattern(/@(\w+)\.(?:get|post|put|patch|delete|api_route)\(["']([^"']*)["']/)
    private static let railsRoute = Pattern(/(?:get|post|put|patch|delete|match) ["']\/?([^"']*)["']/)

    private func route(_ line: OutlineLine) -> Route? {
        guard line.holds("\"") || line.holds("'") || language == .script && line.text.holds(".use((") else {
            return nil
        }
        switch language {
        case .script:
            // What has no path answers all that comes to it.
            if line.text.holds(".use(("), let match = line.text.prefixMatch(of: Self.lastHandler) {
                return Route(owner: match.1, path: "*", line: line)
            }
            guard line.holds("("), line.holds(".") else { return nil }
            return line.text.prefixMatch(of: Self.expressRoute).map {
                Route(owner: $0.1, path: $0.2, line: line)
            }
        case .python:
            guard line.text.hasPrefix("@") else { return nil }
            return line.text.prefixMatch(of: Self.decoratedRoute).map {
                Route(owner: $0.1, path: $0.2, line: line)
            }
        case .ruby:
            return line.text.prefixMatch(of: Self.railsRoute).map {
                Route(owner: "", path: $0.1, line: line)
            }
        }
    }

    /// What stands before the part of a path that takes everything; nil where there is none.
    private func start(of path: Substring) -> Substring? {
        switch language {
        case .script:
            let parts = path.prefix { $0 != "*" && $0 != "(" }
            return path.hasSuffix("*") || path.hasSuffix("(.*)") || path.hasSuffix("*splat") ? parts : nil
        case .python: return path.hasSuffix(":path}") ? path.prefix { $0 != "{" } : nil
        case .ruby: return path.contains("*") ? path.prefix { $0 != "*" } : nil
        }
    }
}
