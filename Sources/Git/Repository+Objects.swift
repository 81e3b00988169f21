internal import CLibgit2

/// Blobs and commits.
extension Repository {
    /// The exact bytes of a blob.
    ///
    /// Calls `git_odb_read`; the object is freed here.
    public func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
        let object = try read(id, as: GIT_OBJECT_BLOB)
        defer { git_odb_object_free(object) }
        return bytes(of: object)
    }

    /// The size of a blob in bytes, without reading its content.
    ///
    /// Calls `git_odb_read_header`.
    public func blobSize(_ id: ObjectID) throws(GitError) -> Int {
        var oid = id.oid
        var size = 0
        var type = GIT_OBJECT_INVALID
        try check(
            git_odb_read_header(&size, &type, objects, &oid), "git_odb_read_header", subject: id.hex,
            partialClone: isPartialClone)
        try expect(type, GIT_OBJECT_BLOB, id)
        return size
    }

    /// Whether an object of any type is stored here.
    ///
    /// An object that isn't there costs a look at the pack folder, since another process may have added packs.
    public func contains(_ id: ObjectID) -> Bool {
        var oid = id.oid
        return git_odb_exists(objects, &oid) == 1
    }

    /// Stores bytes as a blob, unless it is stored already.
    ///
    /// Calls `git_odb_write`.
    @discardableResult
    public func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        let known = ObjectID.of(blob: bytes)
        var oid = known.oid
        if git_odb_exists_ext(objects, &oid, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1 { return known }
        let result = bytes.withUnsafeBytes { git_odb_write(&oid, objects, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
        try check(result, "git_odb_write", subject: location)
        return ObjectID(oid)
    }

    /// Reads a commit.
    ///
    /// Calls `git_commit_lookup`.
    public func commit(_ id: ObjectID) throws(GitError) -> Commit {
        var oid = id.oid
        let commit = try make("git_commit_lookup", subject: id.hex, partialClone: isPartialClone) {
            git_commit_lookup(&$0, handle, &oid)
        }
        defer { git_commit_free(commit) }
        var parents: [ObjectID] = []
        for position in 0..<git_commit_parentcount(commit) {
            if let parent = git_commit_parent_id(commit, position) { parents.append(ObjectID(parent.pointee)) }
        }
        guard let tree = git_commit_tree_id(commit), let author = git_commit_author(commit),
            let committer = git_commit_committer(commit)
        else {
            throw GitError(code: .corrupt, message: "the commit is damaged", operation: "git_commit", subject: id.hex)
        }
        return Commit(
            id: id, tree: ObjectID(tree.pointee), parents: parents, author: Signature(author.pointee),
            committer: Signature(committer.pointee), message: text(git_commit_message_raw(commit)))
    }

    /// Stores a commit and moves no ref.
    ///
    /// Calls `git_commit_create_from_ids`.
    ///
    /// The tree and the parents must be stored here. The message is taken as it is: end it with a line feed, as git
    /// does.
    public func writeCommit(
        tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
    ) throws(GitError) -> ObjectID {
        let authorHandle = try author.allocated()
        defer { git_signature_free(authorHandle) }
        let committerHandle = try committer.allocated()
        defer { git_signature_free(committerHandle) }
        var written = git_oid()
        var treeID = tree.oid
        let parentIDs = parents.map(\.oid)
        let result = parentIDs.withUnsafeBufferPointer { buffer in
            var pointers = buffer.indices.map { index in buffer.baseAddress.map { $0 + index } }
            return git_commit_create_from_ids(
                &written, handle, nil, authorHandle, committerHandle, nil, message, &treeID, pointers.count, &pointers)
        }
        try check(result, "git_commit_create_from_ids", subject: location, partialClone: isPartialClone)
        return ObjectID(written)
    }

    /// Reads an object of a known type; the caller frees it.
    func read(_ id: ObjectID, as type: git_object_t) throws(GitError) -> OpaquePointer {
        var oid = id.oid
        let object = try make("git_odb_read", subject: id.hex, partialClone: isPartialClone) {
            git_odb_read(&$0, objects, &oid)
        }
        do {
            try expect(git_odb_object_type(object), type, id)
        } catch {
            git_odb_object_free(object)
            throw error
        }
        return object
    }

    func bytes(of object: OpaquePointer) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }

    private func expect(_ found: git_object_t, _ wanted: git_object_t, _ id: ObjectID) throws(GitError) {
        guard found != wanted else { return }
        throw GitError(
            code: .invalid, category: "object",
            message: "the object is a \(text(git_object_type2string(found))), not a "
                + text(git_object_type2string(wanted)),
            operation: "git_odb_read", subject: id.hex)
    }
}

extension Signature {
    init(_ signature: git_signature) {
        self.init(
            name: text(signature.name), email: text(signature.email), seconds: signature.when.time,
            offsetMinutes: Int(signature.when.offset))
    }

    /// libgit2's copy of the signature; the caller frees it with `git_signature_free`.
    func allocated() throws(GitError) -> UnsafeMutablePointer<git_signature> {
        var signature: UnsafeMutablePointer<git_signature>?
        let result = git_signature_new(&signature, name, email, seconds, Int32(offsetMinutes))
        try check(result, "git_signature_new", subject: "\(name) <\(email)>")
        guard let signature else {
            throw GitError(code: .invalid, message: "no signature was made", operation: "git_signature_new")
        }
        return signature
    }
}
