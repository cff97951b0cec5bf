/// Ten million keys as a large Kubernetes cluster has them: few kinds of very different sizes, in
/// namespaces of 500.
enum Kubernetes {
  static let kinds: [(name: String, size: Int)] = [
    ("apiextensions", 40), ("apiregistration", 30), ("clusterrolebindings", 60),
    ("clusterroles", 70), ("configmaps", 20_000), ("controllers", 10), ("daemonsets", 300),
    ("deployments", 50_000), ("endpoints", 20_000), ("events", 3_000_000), ("leases", 5_000),
    ("nodes", 5_000), ("persistentvolumes", 200), ("poddisruptionbudgets", 100),
    ("pods", 6_800_000), ("secrets", 80_000), ("serviceaccounts", 9_000), ("services", 10_000),
  ]

  static var keyspace: ComputedKeyspace {
    var starts = [0]
    for kind in kinds { starts.append((starts.last ?? 0) + kind.size) }
    let names = kinds.map { Array("/registry/\($0.name)/ns-".utf8) }
    return ComputedKeyspace(count: starts.last ?? 0) { index in
      let kind = (starts.firstIndex { $0 > index } ?? starts.count) - 1
      let place = index - starts[kind]
      return names[kind] + padded(place / 500, 5) + Array("/name-".utf8) + padded(place % 500, 4)
    }
  }
}
