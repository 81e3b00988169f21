extension Value {
    /// The profile that a document of Spring's settings is for; nil for one that is for all.
    var springProfile: String? {
        (at(["spring", "config", "activate", "on-profile"]) ?? at(["spring", "profiles"]))?.text
    }
}

extension ListPolicy {
    /// Documents that are told apart by the profile of Spring that they are for, where they are no objects of Kubernetes.
    static var springDocuments: ListPolicy {
        .documents.or { document in document.springProfile.map { Key($0) } ?? Key("", kind: "for all") }
    }
}
