extension RepositoryAudit {
    /// The repository as one record of the audit's NDJSON; written with ``JSONValue/compact`` it is one line.
    ///
    /// The members are named like the properties, so that the derived `Decodable` reads them back. What is not known is
    /// left out. Each service also says its state, which follows from the rest.
    public var json: JSONValue {
        .object(members + [("attempt", .int(attempt)), ("milliseconds", .int(milliseconds))])
    }

    /// What is the same in every audit of the same state.
    var members: [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [("id", .string(id)), ("location", .string(location))]
        members.add("owner", owner)
        members.append(("groups", .array(groups.map { .string($0) })))
        members.add("commit", commit)
        members.append(("services", .array(services.map(\.json))))
        if let failure { members.append(("failure", failure.json)) }
        members.append(("fingerprint", .string(fingerprint)))
        return members
    }
}

extension RepositoryAudit.Failure {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [("kind", .string(kind.rawValue)), ("message", .string(message))]
        members.add("fix", fix)
        return .object(members)
    }
}

extension ServiceAudit {
    /// The service as part of its repository's JSON.
    var json: JSONValue {
        var members: [(String, JSONValue)] = [("directory", .string(directory)), ("state", .string(state.rawValue))]
        members.add("scaffold", scaffold)
        members.add("release", release)
        members.add("newest", newest)
        if let currency { members.append(("currency", currency.json)) }
        if let fidelity { members.append(("fidelity", fidelity.json)) }
        if let effort { members.append(("effort", effort.json)) }
        members.append(("files", .array(files.map(\.json))))
        members.append(("findings", .array(findings.map(\.json))))
        return .object(members)
    }
}

extension ServiceAudit.Currency {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = []
        if let releases { members.append(("releases", .int(releases))) }
        if let days { members.append(("days", .int(days))) }
        return .object(members)
    }
}

extension ServiceAudit.Fidelity {
    /// The axis as JSON, also that of a whole fleet.
    var json: JSONValue {
        .object([
            ("managed", .int(managed)), ("identical", .int(identical)), ("edited", .int(edited)),
            ("missing", .int(missing)), ("ahead", .int(ahead)),
        ])
    }
}

extension ServiceAudit.Effort {
    /// The axis as JSON, also that of a whole fleet.
    var json: JSONValue { .object([("clean", .int(clean)), ("held", .int(held)), ("waiting", .int(waiting))]) }
}

extension ServiceAudit.File {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [("path", .string(path)), ("fileClass", .string(fileClass))]
        members.add("edited", edited)
        members.add("behind", behind)
        members.append(("isAhead", .bool(isAhead)))
        members.append(("forecast", .string(forecast)))
        members.append(("isHeld", .bool(isHeld)))
        members.add("conflict", conflict)
        members.add("diff", diff)
        return .object(members)
    }
}

extension [(String, JSONValue)] {
    /// Adds a text where there is one.
    fileprivate mutating func add(_ name: String, _ text: String?) {
        if let text { append((name, .string(text))) }
    }
}
