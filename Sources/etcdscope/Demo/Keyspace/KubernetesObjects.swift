/// Values as Kubernetes' API server stores them: `k8s\0` and a protobuf `runtime.Unknown`.
///
/// Field numbers are those of k8s.io/apimachinery and k8s.io/api.
enum KubernetesObject {
  struct Metadata {
    var name: String
    var namespace = ""
    var uid: String
    var labels: [(String, String)] = []
  }

  static func pod(
    _ metadata: Metadata, image: String, node: String, address: String, phase: String = "Running"
  ) -> [UInt8] {
    envelope("v1", "Pod") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(2) { spec in
        spec.field(2) { container in
          container.field(1, metadata.labels.first?.1 ?? "main")
          container.field(2, image)
          container.field(14, "IfNotPresent")
        }
        spec.field(3, "Always")
        spec.field(6, "ClusterFirst")
        spec.field(8, "default")
        spec.field(10, node)
      }
      object.field(3) { status in
        status.field(1, phase)
        status.field(5, "10.0.0.\(node.utf8.last.map { Int($0) - 48 } ?? 1)")
        status.field(6, address)
      }
    }
  }

  /// `number` is the coordination lease's `leaseTransitions`; `seconds` its renewal time.
  static func lease(_ metadata: Metadata, holder: String, seconds: Int) -> [UInt8] {
    envelope("coordination.k8s.io/v1", "Lease") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(2) { spec in
        spec.field(1, holder)
        spec.field(2, 40)
        spec.field(4) { $0.field(1, seconds) }
      }
    }
  }

  static func event(_ metadata: Metadata, reason: String, message: String, count: Int) -> [UInt8] {
    envelope("v1", "Event") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(3, reason)
      object.field(4, message)
      object.field(8, count)
      object.field(9, "Normal")
    }
  }

  static func data(_ kind: String, _ metadata: Metadata, _ data: [(String, String)]) -> [UInt8] {
    envelope("v1", kind) { object in
      object.field(1) { write(metadata, to: &$0) }
      for (name, value) in data {
        object.field(2) { entry in
          entry.field(1, name)
          entry.field(2, value)
        }
      }
    }
  }

  static func service(_ metadata: Metadata, address: String, port: Int) -> [UInt8] {
    envelope("v1", "Service") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(2) { spec in
        spec.field(1) { entry in
          entry.field(1, "http")
          entry.field(2, "TCP")
          entry.field(3, port)
        }
        spec.field(3, address)
        spec.field(4, "ClusterIP")
      }
    }
  }

  static func deployment(_ metadata: Metadata, replicas: Int, image: String) -> [UInt8] {
    envelope("apps/v1", "Deployment") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(2) { spec in
        spec.field(1, replicas)
        spec.field(3) { template in
          template.field(2) { $0.field(2) { $0.field(2, image) } }
        }
      }
      object.field(3) { $0.field(2, replicas) }
    }
  }

  static func node(_ metadata: Metadata, address: String) -> [UInt8] {
    envelope("v1", "Node") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(2) { $0.field(1, "10.244.0.0/24") }
      object.field(3) { status in
        status.field(5) { entry in
          entry.field(1, "InternalIP")
          entry.field(2, address)
        }
      }
    }
  }

  static func namespace(_ metadata: Metadata) -> [UInt8] {
    envelope("v1", "Namespace") { object in
      object.field(1) { write(metadata, to: &$0) }
      object.field(3) { $0.field(1, "Active") }
    }
  }

  private static func envelope(
    _ version: String, _ kind: String, _ fill: (inout ProtobufWriter) -> Void
  ) -> [UInt8] {
    Array("k8s\0".utf8)
      + ProtobufWriter.message { unknown in
        unknown.field(1) { type in
          type.field(1, version)
          type.field(2, kind)
        }
        unknown.field(2, fill)
        unknown.field(3, "")
        unknown.field(4, "")
      }
  }

  private static func write(_ metadata: Metadata, to object: inout ProtobufWriter) {
    object.field(1, metadata.name)
    object.field(2, "")
    object.field(3, metadata.namespace)
    object.field(4, "")
    object.field(5, metadata.uid)
    object.field(6, "")
    object.field(7, 0)
    object.field(8) { $0.field(1, 1_700_000_000) }
    for (name, value) in metadata.labels {
      object.field(11) { entry in
        entry.field(1, name)
        entry.field(2, value)
      }
    }
  }
}
