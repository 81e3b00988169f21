/// The folder that the steps of a job run in where they don't say one themselves.
enum WorkflowFolders {
    /// A step that one side put in and that would run in the folder that only the other side gave to all steps.
    static func moved(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let all = [merged, local, incoming].map { $0.withoutAnchors.elements }
        guard all[0].count == all[1].count, all[0].count == all[2].count else { return nil }
        for index in all[0].indices {
            let documents = all.map { $0[index] }
            for (name, job) in documents[0]["jobs"]?.pairs ?? [:] {
                guard let folder = folder(of: job, in: documents[0]) else { continue }
                let mine = documents[1]["jobs"]?.pairs[name] ?? .empty
                let theirs = documents[2]["jobs"]?.pairs[name] ?? .empty
                let (own, other) = (Self.folder(of: mine, in: documents[1]), Self.folder(of: theirs, in: documents[2]))
                if own == other { continue }
                let known = own == folder ? mine : other == folder ? theirs : .empty
                // A command that is only changed runs where it ran before.
                if commands(of: job).count > commands(of: known).count { return "folder of a new step" }
            }
        }
        return nil
    }

    private static func folder(of job: Value, in document: Value) -> String? {
        (job["defaults"]?["run"]?["working-directory"] ?? document["defaults"]?["run"]?["working-directory"])?.text
    }

    /// The steps of a job that run something in its folder.
    private static func commands(of job: Value) -> [Value] {
        (job["steps"]?.elements ?? []).filter { $0["run"] != nil && $0["working-directory"] == nil }
    }
}
