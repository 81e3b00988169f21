/// A regular expression that is compiled once.
///
/// A literal within a function is read and compiled each time the function comes to it, which takes a hundred times as long
/// as to match a line: patterns stand in constants.
struct Pattern<Output>: RegexComponent, @unchecked Sendable {
    // Not Sendable only for the closures that it may hold, of which a literal has none; what it compiles to is kept in it
    // by an atomic exchange.
    let regex: Regex<Output>

    init(_ literal: Regex<Output>) { regex = literal }
}
