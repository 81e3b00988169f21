/// Merges three versions of one file; the entrance to this module.
///
/// A file passes through layers, and the first that settles it wins:
///
/// 1. *one-sided*: a side that equals the base, or both sides equal, need no merge and come back byte for byte;
/// 2. *binary*: no text, nothing to merge by lines;
/// 3. *attributes*: byte order mark, line endings and final newline are merged on their own (``TextAttributes``),
///    so that every later layer sees plain lines that end in a line feed;
/// 4. *generated files*: lock files, files that are marked as generated and the like are never merged, only made anew;
/// 5. *lines*: a three-way line merge, with the same alignment as `git merge-file`, that must not define a name twice;
/// 6. *structure*: where the path tells a format, the line merge is taken only when the guard has nothing against it, else
///    the merge of the file's structure ("FormatMerge").
///
/// What is left to people may have a proposal, of which nothing is applied: both changes of neighbouring lines, or both
/// sides' words.
///
/// - Parameters:
///   - base: the pristine output of the recorded release.
///   - local: the file as it is in the service.
///   - incoming: the pristine output of the target release.
///   - options: what the merge may decide; the default decides nothing that git would not.
/// - Returns: the merged file, or its conflicts, with every decision that was taken.
public func merge(
    base: [UInt8], local: [UInt8], incoming: [UInt8], options: MergeOptions = .init()
) -> FileMerge {
    layered(
        base: base, local: local, incoming: incoming, options: options, deadline: Deadline(after: options.deadline)
    )
    .proposingWords(MergeBodies(base: base, local: local, incoming: incoming), options: options)
}

/// The merge of the layers, as they are told of above.
func layered(
    base: [UInt8], local: [UInt8], incoming: [UInt8], options: MergeOptions, deadline: Deadline
) -> FileMerge {
    if local == base { return .settled(incoming) }
    if incoming == base || local == incoming { return .settled(local) }
    if [base, local, incoming].contains(where: { isMergedWhole($0, options: options) }) {
        return .binaryConflict(local: local)
    }
    let bodies = MergeBodies(base: base, local: local, incoming: incoming)
    if bodies.decisions.contains(where: { options.disabledResolvers.contains($0.resolver) }) {
        return FileMerge(chunks: [.whole(bodies, kind: .encoding)], attributes: bodies.attributes, decisions: [])
    }
    let asksForGenerators = !options.disabledResolvers.contains(AutomaticResolver.generatedFile.rawValue)
    let generators = [bodies.base, bodies.local, bodies.incoming].lazy.compactMap {
        asksForGenerators ? GeneratedFile.command(of: $0, options) : nil
    }
    if let command = generators.first {
        let note = Decision(
            resolver: "generated-file", line: 0,
            message: "both sides changed a generated file: take either and make it anew with `\(command)`")
        return FileMerge(
            chunks: [.whole(bodies, kind: .contentOverlap)], attributes: bodies.attributes,
            decisions: bodies.decisions + [note])
    }
    var plain = options
    plain.adjacency = false
    lazy var names = NameGuard(bodies, options: options)
    lazy var hunks = HunkResolvers(bodies, options: options)
    // Markers that somebody committed are no instructions and no values: only lines can be merged then.
    let format = containsConflictMarkers(bodies.local) ? nil : FileFormat.of(path: options.path)
    if let format, let structured = FormatMerge(bodies, format: format, options: options, deadline: deadline) {
        // A clean one is for the guard to judge, which can read it and finds what stands twice.
        let lines = LineMerge(base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: plain)
        let adjacent =
            options.mergesAdjacentLines && lines.settledBytes == nil
            ? LineMerge(
                base: bodies.base, local: bodies.local, incoming: bodies.incoming, options: options.adjacent) : nil
        let result = structured.result(
            lines: lines, adjacent: adjacent,
            // Looking for names takes longer than the merge: only where conflicts of lines may be shown.
            named: lines.settledBytes == nil ? LineMerge(bodies, options: plain, names: names) : lines, hunks: hunks,
            names: names)
        if let result {
            return FileMerge(
                chunks: result.chunks, attributes: bodies.attributes, decisions: bodies.decisions + result.decisions)
        }
    }
    var lines = LineMerge(bodies, options: plain, names: names)
    let late = format != nil && deadline.hasPassed ? [Deadline.note] : []
    if let format, let settled = lines.settledBytes, bodies.largest <= options.maximumStructuredSize,
        breaks(settled, bodies, format: format)
    {
        return FileMerge(
            chunks: [.whole(bodies, kind: .parseResult)], attributes: bodies.attributes,
            decisions: bodies.decisions + late)
    }
    if !late.isEmpty {
        return FileMerge(
            chunks: lines.chunks, attributes: bodies.attributes, decisions: bodies.decisions + lines.decisions + late)
    }
    if options.mergesAdjacentLines, lines.settledBytes == nil {
        lines = LineMerge(bodies, options: options.adjacent, names: names)
    }
    if lines.settledBytes == nil, let settled = hunks.settle(lines.chunks, names: names),
        format.map({ canRead(settled.chunks, as: $0, whereASideCan: bodies) }) != false
    {
        return FileMerge(
            chunks: settled.chunks, attributes: bodies.attributes,
            decisions: bodies.decisions + lines.decisions + settled.decisions)
    }
    return FileMerge(
        chunks: lines.chunks, attributes: bodies.attributes, decisions: bodies.decisions + lines.decisions)
}

/// Merges two files that were added independently under one path.
///
/// Nothing says which lines belong together, so there is no union: the result is clean only when both have the same
/// bytes, the same lines under different attributes, or every line of the template's in local, in order (then local's
/// bytes are kept and a ``Decision`` says so).
/// Everything else is one conflict of kind ``ConflictKind/addAdd`` over the whole file.
///
/// - Parameters:
///   - local: the file as it is in the service.
///   - incoming: the pristine output of the target release.
///   - options: only ``MergeOptions/maximumSize`` and ``MergeOptions/disabledResolvers`` matter here.
/// - Returns: local's bytes, or one conflict.
public func mergeWithoutBase(
    local: [UInt8], incoming: [UInt8], options: MergeOptions = .init()
) -> FileMerge {
    if local == incoming { return .settled(local) }
    if isMergedWhole(local, options: options) || isMergedWhole(incoming, options: options) {
        return .binaryConflict(local: local)
    }
    if !options.disabledResolvers.contains(AutomaticResolver.attributes.rawValue),
        TextAttributes.plainBody(of: local) == TextAttributes.plainBody(of: incoming)
    {
        let decision = Decision(
            resolver: "attributes", line: 0,
            message: "both sides added the same lines with different line endings, byte order mark or "
                + "final newline: kept local's")
        return .settled(local, decisions: [decision])
    }
    let bodies = MergeBodies(addedLocal: local, addedIncoming: incoming)
    if !options.disabledResolvers.contains(AutomaticResolver.included.rawValue),
        IncludedChange.hasAllLines(bodies.local, of: bodies.incoming)
    {
        let decision = Decision(
            resolver: AutomaticResolver.included.rawValue, line: 0,
            message: "local has every line of the template's new file, in order, and more: kept local's")
        return .settled(local, decisions: [decision])
    }
    let hunk = ConflictHunk(
        kind: .addAdd, base: [], local: bodies.local, incoming: bodies.incoming, baseLines: 0..<0,
        localLines: 0..<LineText(bodies.local).count, incomingLines: 0..<LineText(bodies.incoming).count)
    return FileMerge(chunks: [.conflict(hunk)], attributes: bodies.attributes, decisions: bodies.decisions)
}

/// Tells whether bytes are binary by git's rule: a NUL among the first 8,000 bytes.
public func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(8000).contains(0)
}

/// Whether a merge by lines can't be read although every side can: the least that is asked of a file whose structure the
/// lossless parser does not know.
private func breaks(_ merged: [UInt8], _ bodies: MergeBodies, format: FileFormat) -> Bool {
    format.read(merged) == nil && [bodies.base, bodies.local, bodies.incoming].allSatisfy { format.read($0) != nil }
}

/// Whether a merge can be read, if it is clean and one of its sides can: no rule makes more of a broken file.
private func canRead(_ chunks: [MergeChunk], as format: FileFormat, whereASideCan bodies: MergeBodies) -> Bool {
    guard let settled = chunks.settledBytes, format.parse(settled) == nil else { return true }
    return format.parse(bodies.local) == nil && format.parse(bodies.incoming) == nil
}

/// Whether a text can't be read in the format that its path tells, while the one before it could.
public func unreadable(_ bytes: [UInt8], after before: [UInt8], path: String) -> Bool {
    guard let format = FileFormat.of(path: path) else { return false }
    let canRead = { (bytes: [UInt8]) in format.read(bytes) != nil && format.parse(bytes) != nil }
    return !canRead(bytes) && canRead(before)
}

private func isMergedWhole(_ bytes: [UInt8], options: MergeOptions) -> Bool {
    bytes.count > options.maximumSize || isBinary(bytes)
}
