/// Images that a Compose file builds, and that other services of it use.
enum ComposeImages {
    /// An image that a side builds and that the merge only uses, as on neither side.
    static func unbuilt(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let images = [merged, local, incoming].map { documents in
            let services = documents.elements.flatMap { $0["services"]?.pairs.values.map { $0 } ?? [] }
            func names(_ isBuilt: Bool) -> Set<String> {
                Set(services.filter { ($0["build"] != nil) == isBuilt }.compactMap { $0["image"]?.text })
            }
            let built = names(true)
            return (built: built, missing: names(false).subtracting(built))
        }
        let known = images[1].missing.union(images[2].missing)
        return images[0].missing.intersection(images[1].built.union(images[2].built)).subtracting(known).min()
            .map { "image \($0)" }
    }
}
