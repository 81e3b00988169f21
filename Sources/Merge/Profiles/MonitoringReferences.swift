/// What files of monitoring tools name in themselves: pipelines of a collector of OpenTelemetry, labels and spans of time of
/// Prometheus.
enum MonitoringReferences {
    static func dangling(in document: Value) -> Set<String> {
        var found: Set<String> = []
        // One name may be that of a receiver and of an exporter.
        for pipeline in (document["service"]?["pipelines"]?.pairs ?? [:]).values {
            for kind in ["receivers", "processors", "exporters"] {
                let known =
                    (document[kind]?.pairs ?? [:]).keys.map(\.name)
                    + (kind == "processors" ? [] : (document["connectors"]?.pairs ?? [:]).keys.map(\.name))
                found.formUnion(Set(pipeline[kind]?.texts ?? []).subtracting(known).mapped { "\(kind) \($0)" })
            }
        }
        for job in document["scrape_configs"]?.elements ?? [] {
            found.formUnion(labels(of: job))
            // What a job does not say is said for all.
            let interval = job["scrape_interval"] ?? document["global"]?["scrape_interval"]
            if let interval, NamedBounds.isAbove(job["scrape_timeout"], interval) {
                found.insert("timeout above the interval of \(job["job_name"]?.text ?? "")")
            }
        }
        return found
    }

    /// The labels that a job looks at and gives itself none of; those that metrics bring are as unknown on the side that looks
    /// at them.
    private static func labels(of job: Value) -> Set<String> {
        let rules = ["relabel_configs", "metric_relabel_configs"].flatMap { job[$0]?.elements ?? [] }
        let given = Set(rules.compactMap { $0["target_label"]?.text })
        return Set(rules.flatMap { $0["source_labels"]?.texts ?? [] }).subtracting(given).mapped { "label \($0)" }
    }
}
