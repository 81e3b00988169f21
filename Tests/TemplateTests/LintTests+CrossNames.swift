@testable import Template

extension LintTests {
    /// What a service with a port, a selector and a setting looks like; a change breaks one thing.
    private static let service = [
        "Dockerfile": "FROM scratch\nEXPOSE 8000\n",
        "compose.yaml": """
        services:
          app:
            build: .
            ports: ["127.0.0.1:9000:8000"]
            environment: { KEY: "${KEY:?copy the example}" }
          db:
            image: postgres
            environment: { POSTGRES_PASSWORD: "${POSTGRES_PASSWORD:?copy the example}" }

        """,
        ".env.example": "# settings\nKEY=x\nLEVEL=info\nPOSTGRES_PASSWORD=x\n",
        "k8s/configmap.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata: { LEVEL: info }\n",
        "k8s/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata: { name: shop }\nstringData: { KEY: x }\n",
        "k8s/deployment.yaml": """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop, tier: web } }
            spec:
              containers:
                - name: app
                  ports: [{ name: http, containerPort: 8000 }]
                  envFrom: [{ configMapRef: { name: shop } }, { secretRef: { name: shop } }]
                  livenessProbe: { httpGet: { path: /health, port: http } }
                  readinessProbe: { httpGet: { path: /ready, port: 8000 } }

        """,
        "k8s/service.yaml": """
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec:
          selector: { app: shop }
          ports: [{ name: http, port: 80, targetPort: http }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules: [{ http: { paths: [{ backend: { service: { name: shop, port: { name: http } } } }] } }]

        """,
        "k8s/guards.yaml": """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: shop }
        spec: { podSelector: { matchLabels: { tier: web } } }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec: { selector: { matchLabels: { app: shop } } }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: shop }
        spec: { scaleTargetRef: { kind: Deployment, name: shop } }

        """,
    ]

    private static func broken(
        _ rule: LintRule, _ file: String, _ old: String, _ new: String, says: String, at place: String? = nil
    ) -> Case {
        var files = service
        files[file] = service[file]?.replacing(old, with: new, maxReplacements: 1)
        return Case(
            rule, "\(file): \(old) is \(new)", broken: Scaffold(files: files), right: Scaffold(files: service),
            says: says,
            at: "sample/files/\(place ?? file)")
    }

    private static func image(listening port: Int) -> [String: String] {
        var files = service.filter { !["compose.yaml", ".env.example"].contains($0.key) }
        files["Dockerfile"] = "FROM scratch\nEXPOSE \(port)\n"
        return files
    }

    static let crossNameCases = [
        Case(
            .ports, "an image that listens where pods do not", broken: Scaffold(files: image(listening: 8001)),
            right: Scaffold(files: image(listening: 8000)), says: "EXPOSE 8001", at: "sample/files/Dockerfile"),
        broken(.ports, "compose.yaml", ":8000", ":8080", says: "publishes 8080, but the image listens on 8000"),
        broken(.ports, "k8s/deployment.yaml", "port: http", "port: web", says: "livenessProbe asks port web"),
        broken(.ports, "k8s/deployment.yaml", "port: 8000", "port: 8001", says: "readinessProbe asks port 8001"),
        broken(.ports, "k8s/service.yaml", "targetPort: http", "targetPort: 80", says: "sends to port 80"),
        broken(
            .ports, "k8s/service.yaml", "port: { name: http }", "port: { number: 81 }",
            says: "port 81 of the Service shop"),
        broken(
            .selectors, "k8s/deployment.yaml", "matchLabels: { app: shop }", "matchLabels: { app: store }",
            says: "not among the labels of its own pods"),
        broken(.selectors, "k8s/service.yaml", "{ app: shop }", "{ app: store }", says: "selects app=store"),
        broken(.selectors, "k8s/guards.yaml", "tier: web", "tier: api", says: "NetworkPolicy shop selects tier=api"),
        broken(
            .selectors, "k8s/guards.yaml", "app: shop", "app: store", says: "PodDisruptionBudget shop selects app=store"
        ),
        broken(
            .selectors, "k8s/guards.yaml", "kind: Deployment, name: shop", "kind: Deployment, name: store",
            says: "scales Deployment store"),
        broken(.environment, "compose.yaml", "${KEY:?", "${TOKEN:?", says: "TOKEN is required"),
        broken(.environment, "k8s/configmap.yaml", "LEVEL: info", "LEVEL: info, EXTRA: x", says: "pods get EXTRA"),
        broken(
            .environment, "k8s/configmap.yaml", "data: { LEVEL: info }", "data: {}",
            says: "LEVEL is in the example, but neither", at: ".env.example"),
        broken(
            .environment, "k8s/deployment.yaml", "secretRef: { name: shop }", "secretRef: { name: store }",
            says: "secretRef store"),
    ]
}
