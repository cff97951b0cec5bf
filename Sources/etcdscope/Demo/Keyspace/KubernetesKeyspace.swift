import EtcdModel

/// A small Kubernetes cluster as its API server stores it under `/registry`.
enum KubernetesKeyspace {
  struct Application: Sendable {
    var namespace: String
    var name: String
    var image: String
    var replicas: Int
    var port: Int
  }

  static let nodes = ["node-1", "node-2", "node-3", "node-4"]

  static let applications = [
    Application(
      namespace: "kube-system", name: "coredns", image: "registry.k8s.io/coredns:v1.11.1",
      replicas: 2, port: 53),
    Application(
      namespace: "shop", name: "checkout", image: "registry.example/shop/checkout:4.12.0",
      replicas: 4, port: 8080),
    Application(
      namespace: "shop", name: "catalogue", image: "registry.example/shop/catalogue:2.3.1",
      replicas: 3, port: 8080),
    Application(
      namespace: "shop", name: "cart", image: "registry.example/shop/cart:1.9.4", replicas: 3,
      port: 8080),
    Application(
      namespace: "payments", name: "ledger", image: "registry.example/payments/ledger:7.0.2",
      replicas: 3, port: 9090),
    Application(
      namespace: "payments", name: "fraud-check", image: "registry.example/payments/fraud:0.8.0",
      replicas: 2, port: 9091),
    Application(
      namespace: "monitoring", name: "grafana", image: "docker.io/grafana/grafana:10.2.2",
      replicas: 1, port: 3000),
    Application(
      namespace: "monitoring", name: "prometheus", image: "quay.io/prometheus/prometheus:v2.48.0",
      replicas: 2, port: 9090),
  ]

  static func entries(_ random: inout SeededRandom) -> [DemoEntry] {
    var entries = clusterWide(&random)
    for application in applications { entries += objects(of: application, &random) }
    return entries + customResources(&random) + [dashboards]
  }

  static func podKey(_ application: Application, _ name: String) -> Key {
    Key("/registry/pods/\(application.namespace)/\(name)")
  }

  static func pod(
    _ application: Application, _ name: String, phase: String = "Running",
    _ random: inout SeededRandom
  ) -> [UInt8] {
    let node = nodes[Int(random.next() % UInt64(nodes.count))]
    return KubernetesObject.pod(
      metadata(name, application.namespace, &random, app: application.name),
      image: application.image, node: node,
      address: "10.244.\(random.next() % 4).\(random.next() % 254 + 1)", phase: phase)
  }

  static func metadata(
    _ name: String, _ namespace: String, _ random: inout SeededRandom, app: String? = nil
  ) -> KubernetesObject.Metadata {
    KubernetesObject.Metadata(
      name: name, namespace: namespace, uid: random.uuid(),
      labels: app.map { [("app.kubernetes.io/name", $0)] } ?? [])
  }

  private static func clusterWide(_ random: inout SeededRandom) -> [DemoEntry] {
    var entries: [DemoEntry] = []
    let namespaces = Set(applications.map(\.namespace)).union(["default", "kube-node-lease"])
    for namespace in namespaces.sorted() {
      entries.append(
        DemoEntry(
          Key("/registry/namespaces/\(namespace)"),
          KubernetesObject.namespace(metadata(namespace, "", &random))))
      entries.append(
        DemoEntry(
          Key("/registry/configmaps/\(namespace)/kube-root-ca.crt"),
          KubernetesObject.data(
            "ConfigMap", metadata("kube-root-ca.crt", namespace, &random),
            [("ca.crt", "-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIb…\n")])))
    }
    for (index, node) in nodes.enumerated() {
      entries.append(
        DemoEntry(
          Key("/registry/minions/\(node)"),
          KubernetesObject.node(metadata(node, "", &random), address: "10.0.0.\(index + 1)")))
    }
    return entries
  }

  private static func objects(
    of application: Application, _ random: inout SeededRandom
  ) -> [DemoEntry] {
    let (namespace, name) = (application.namespace, application.name)
    let template = random.suffix(9)
    var entries = [
      DemoEntry(
        Key("/registry/deployments/\(namespace)/\(name)"),
        KubernetesObject.deployment(
          metadata(name, namespace, &random, app: name), replicas: application.replicas,
          image: application.image)),
      DemoEntry(
        Key("/registry/services/specs/\(namespace)/\(name)"),
        KubernetesObject.service(
          metadata(name, namespace, &random, app: name),
          address: "10.96.\(random.next() % 255).\(random.next() % 254 + 1)",
          port: application.port)),
      DemoEntry(
        Key("/registry/secrets/\(namespace)/\(name)-token"),
        KubernetesObject.data(
          "Secret", metadata("\(name)-token", namespace, &random),
          [("token", random.suffix(40)), ("user", name)])),
      DemoEntry(
        Key("/registry/serviceaccounts/\(namespace)/\(name)"),
        KubernetesObject.data("ServiceAccount", metadata(name, namespace, &random), [])),
    ]
    for _ in 0..<application.replicas {
      let pod = "\(name)-\(template)-\(random.suffix(5))"
      entries.append(DemoEntry(podKey(application, pod), self.pod(application, pod, &random)))
    }
    return entries
  }

  /// Custom resources are stored as JSON.
  private static func customResources(_ random: inout SeededRandom) -> [DemoEntry] {
    ["shop.example", "pay.example"].map { host in
      let (namespace, name) = (host.hasPrefix("shop") ? "shop" : "payments", "\(host)-tls")
      return DemoEntry(
        "/registry/cert-manager.io/certificates/\(namespace)/\(name)",
        """
        {"apiVersion":"cert-manager.io/v1","kind":"Certificate","metadata":{"name":"\(name)",\
        "namespace":"\(namespace)","uid":"\(random.uuid())","generation":3},"spec":{"dnsNames":\
        ["\(host)","www.\(host)"],"issuerRef":{"kind":"ClusterIssuer","name":"letsencrypt"},\
        "secretName":"\(name)"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}
        """)
    }
  }

  /// One value of 1 MiB, below etcd's limit of 1.5 MiB for a request.
  private static var dashboards: DemoEntry {
    let size = 1 << 20
    var value = Array(#"{"dashboards":["#.utf8)
    let end = Array(#"{"title":"end"}]}"#.utf8)
    var panel = 0
    while true {
      let next = Array(
        """
        {"id":\(panel),"title":"Requests of shard \(panel)","type":"timeseries","targets":\
        [{"expr":"sum(rate(http_requests_total{shard=\\"\(panel)\\"}[5m])) by (code)"}]},
        """.utf8)
      guard value.count + next.count + end.count <= size else { break }
      value += next
      panel += 1
    }
    let filling = [UInt8](repeating: UInt8(ascii: " "), count: size - value.count - end.count)
    return DemoEntry(
      Key("/registry/configmaps/monitoring/grafana-dashboards.json"), value + filling + end)
  }
}
