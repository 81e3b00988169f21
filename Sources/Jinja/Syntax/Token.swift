/// A token of the expression language, or a piece of text between tags.
struct Token {
    enum Kind: Equatable {
        case data, variableBegin, variableEnd, blockBegin, blockEnd, name, string, integer, float, end
        case add, assign, colon, comma, div, dot, eq, floordiv, gt, gteq, lbrace, lbracket, lparen, lt, lteq, mod
        case mul, ne, pipe, pow, rbrace, rbracket, rparen, semicolon, sub, tilde
    }

    let kind: Kind
    /// The byte offset in the template's text.
    let offset: Int
    /// The text of a name or string, or the data.
    var text = ""
    /// The value of a number.
    var value: Value = .none

    /// Whether the token is a name with that text.
    func isName(_ name: String) -> Bool { kind == .name && text == name }

    /// The token as error messages write it.
    var description: String { kind == .name ? text : kind.description }
}

extension Token.Kind {
    /// The kind as error messages write it.
    var description: String {
        switch self {
        case .data: "template data / text"
        case .variableBegin: "begin of print statement"
        case .variableEnd: "end of print statement"
        case .blockBegin: "begin of statement block"
        case .blockEnd: "end of statement block"
        case .name: "name"
        case .string: "string"
        case .integer: "integer"
        case .float: "float"
        case .end: "end of template"
        default: Token.Kind.operators.first { $0.kind == self }?.text ?? ""
        }
    }

    /// The operators, the longer ones first.
    static let operators: [(text: String, kind: Token.Kind)] = [
        ("//", .floordiv), ("**", .pow), ("==", .eq), ("!=", .ne), (">=", .gteq), ("<=", .lteq), ("+", .add),
        ("-", .sub), ("/", .div), ("*", .mul), ("%", .mod), ("~", .tilde), ("[", .lbracket), ("]", .rbracket),
        ("(", .lparen), (")", .rparen), ("{", .lbrace), ("}", .rbrace), (">", .gt), ("<", .lt), ("=", .assign),
        (".", .dot), (":", .colon), ("|", .pipe), (",", .comma), (";", .semicolon),
    ]

    /// The same by their first byte.
    static let operatorsByByte: [UInt8: [(text: [UInt8], kind: Token.Kind)]] = Dictionary(
        grouping: operators.map { (text: Array($0.text.utf8), kind: $0.kind) }, by: { $0.text[0] })
}
