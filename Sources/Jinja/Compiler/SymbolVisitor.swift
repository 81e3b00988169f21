/// Finds the variables that a frame uses, in the order of the template; Jinja's `FrameSymbolVisitor`.
///
/// It stops at statements with a frame of their own and visits only what they evaluate in this one.
struct SymbolVisitor {
    let symbols: Symbols

    func visit(_ statements: [Statement]) {
        for statement in statements { visit(statement) }
    }

    func visit(_ expression: Expression) {
        if case .name(let name) = expression.kind { symbols.load(name) }
        for child in expression.children { visit(child) }
    }

    /// Visits a target; a parameter of the frame, such as a loop's variable, gets its value from outside.
    func visit(_ target: Target, asParameter: Bool = false) {
        target.forEachName { name, isNamespace, _ in
            if isNamespace {
                symbols.load(name)
            } else if asParameter {
                symbols.declareParameter(name)
            } else {
                symbols.store(name)
            }
        }
    }

    private func visit(_ statement: Statement) {
        switch statement.kind {
        case .output(let parts):
            for case .expression(let expression) in parts { visit(expression) }
        case .condition(let branches, let otherwise): visit(branches[...], otherwise)
        case .loop(let loop): visit(loop.sequence)
        case .assign(let target, let value):
            visit(value)
            visit(target)
        case .assignBlock(let target, _, _): visit(target)
        case .macro(let macro): if let name = macro.name { symbols.store(name) }
        case .callBlock(_, let call): visit(call)
        case .filterBlock(let filter, _): visit(filter)
        case .with(let pairs, _): for pair in pairs { visit(pair.value) }
        case .autoescape, .block, .breakLoop, .continueLoop: break
        case .extends(let template), .include(let template, _, _): visit(template)
        case .importTemplate(let template, let target, _):
            visit(template)
            symbols.store(target)
        case .fromImport(let template, let names, _):
            visit(template)
            for name in names { symbols.store(name.alias) }
        case .evaluate(let expression): visit(expression)
        }
    }

    /// Conditions share the frame, but each branch starts from what was known before it.
    private func visit(_ branches: ArraySlice<(test: Expression, body: [Statement])>, _ otherwise: [Statement]) {
        guard let first = branches.first else { return }
        visit(first.test)
        let body = symbols.copy()
        SymbolVisitor(symbols: body).visit(first.body)
        let alternatives = symbols.copy()
        for branch in branches.dropFirst() {
            SymbolVisitor(symbols: alternatives).visit([branch][...], [])
        }
        let last = symbols.copy()
        SymbolVisitor(symbols: last).visit(otherwise)
        symbols.update(branches: [body, alternatives, last])
    }
}

/// Finds which of some special names a body reads without assigning them before; Jinja's `find_undeclared`.
struct UndeclaredNames {
    private var names: Set<String>
    private(set) var found: Set<String> = []

    private init(_ names: Set<String>) { self.names = names }

    static func find(_ names: Set<String>, in statements: [Statement]) -> Set<String> {
        var visitor = UndeclaredNames(names)
        visitor.visit(statements)
        return visitor.found
    }

    private mutating func visit(_ expression: Expression) {
        if case .name(let name) = expression.kind, names.contains(name) { found.insert(name) }
        for child in expression.children { visit(child) }
    }

    private mutating func declare(_ target: Target) {
        target.forEachName { name, isNamespace, _ in
            if !isNamespace { names.remove(name) }
        }
    }

    private mutating func visit(_ macro: MacroDefinition) {
        for parameter in macro.parameters { names.remove(parameter) }
        for value in macro.defaults { visit(value) }
        visit(macro.body)
    }

    private mutating func visit(_ statements: [Statement]) {
        for statement in statements {
            switch statement.kind {
            case .output(let parts):
                for case .expression(let expression) in parts { visit(expression) }
            case .condition(let branches, let otherwise):
                for branch in branches {
                    visit(branch.test)
                    visit(branch.body)
                }
                visit(otherwise)
            case .loop(let loop):
                declare(loop.target)
                visit(loop.sequence)
                visit(loop.body)
                visit(loop.otherwise)
                if let filter = loop.filter { visit(filter) }
            case .assign(let target, let value):
                declare(target)
                visit(value)
            case .assignBlock(let target, let filter, let body):
                declare(target)
                if let filter { visit(filter) }
                visit(body)
            case .macro(let macro): visit(macro)
            case .callBlock(let macro, let call):
                visit(call)
                visit(macro)
            case .filterBlock(let filter, let body):
                visit(body)
                visit(filter)
            case .with(let pairs, let body):
                for pair in pairs { declare(pair.target) }
                for pair in pairs { visit(pair.value) }
                visit(body)
            case .autoescape(let value, let body):
                visit(value)
                visit(body)
            case .block, .breakLoop, .continueLoop: break
            case .extends(let template), .include(let template, _, _), .importTemplate(let template, _, _),
                .fromImport(let template, _, _), .evaluate(let template):
                visit(template)
            }
        }
    }
}

extension Statement {
    /// The bodies inside the statement.
    var bodies: [[Statement]] {
        switch kind {
        case .condition(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .macro(let macro), .callBlock(let macro, _): [macro.body]
        case .assignBlock(_, _, let body), .filterBlock(_, let body), .with(_, let body), .autoescape(_, let body):
            [body]
        case .block(let block): [block.body]
        default: []
        }
    }

    /// Calls a function with every statement of a list and of the bodies inside, from the outside in.
    static func walk(_ statements: [Statement], _ visit: (Statement) -> Void) {
        for statement in statements {
            visit(statement)
            for body in statement.bodies { walk(body, visit) }
        }
    }
}
