/// The names of the fields of Kubernetes' commonest objects, by the numbers that protobuf stores.
///
/// From the `generated.proto` files of k8s.io/apimachinery and k8s.io/api, which never reuse a number.
/// What is missing here is shown by its number.
enum KubernetesSchema {
  enum Kind: Equatable {
    /// A number, or text where the bytes are.
    case plain
    case bool
    /// `meta.v1.Time`: seconds and nanoseconds.
    case time
    /// An entry with a name and a value.
    case map
    /// A map whose values are secret.
    case secrets
    case message(String)
  }

  struct Field: Equatable {
    var name: String
    var kind: Kind
    var isRepeated: Bool
  }

  /// - Parameter type: a kind, or a message within one.
  static func fields(of type: String) -> [UInt64: Field]? { types[type] }

  private static let types: [String: [UInt64: Field]] = {
    var types: [String: [UInt64: Field]] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      types[String(parts[0])] = fields(parts[1])
    }
    return types
  }()

  /// `1 name, 2 spec PodSpec, 3 ports [Port], 4 args []`.
  private static func fields(_ text: Substring) -> [UInt64: Field] {
    var fields: [UInt64: Field] = [:]
    for part in text.split(separator: ",") {
      let words = part.split(separator: " ")
      guard words.count >= 2, let number = UInt64(words[0]) else { continue }
      let type = words.count > 2 ? words[2] : ""
      let isRepeated = type.hasPrefix("[")
      let inner = type.filter { $0 != "[" && $0 != "]" }
      fields[number] = Field(
        name: String(words[1]), kind: kind(String(inner)), isRepeated: isRepeated)
    }
    return fields
  }

  private static func kind(_ name: String) -> Kind {
    switch name {
    case "": .plain
    case "bool": .bool
    case "time": .time
    case "map": .map
    case "secrets": .secrets
    default: .message(name)
    }
  }

  private static let text = """
    ConfigMap: 1 metadata ObjectMeta, 2 data map, 3 binaryData map, 4 immutable bool
    Container: 1 name, 2 image, 3 command [], 4 args [], 5 workingDir, 6 ports [ContainerPort], 7 env [EnvVar], 8 resources Resources, 9 volumeMounts [VolumeMount], 10 livenessProbe, 11 readinessProbe, 13 terminationMessagePath, 14 imagePullPolicy, 15 securityContext, 16 stdin bool, 18 tty bool, 19 envFrom [], 20 terminationMessagePolicy, 22 startupProbe
    ContainerPort: 1 name, 2 hostPort, 3 containerPort, 4 protocol, 5 hostIP
    ContainerState: 1 waiting, 2 running, 3 terminated
    ContainerStatus: 1 name, 2 state ContainerState, 3 lastState ContainerState, 4 ready bool, 5 restartCount, 6 image, 7 imageID, 8 containerID, 9 started bool
    DaemonSet: 1 metadata ObjectMeta, 2 spec DaemonSetSpec, 3 status
    DaemonSetSpec: 1 selector LabelSelector, 2 template PodTemplateSpec, 3 updateStrategy, 4 minReadySeconds, 6 revisionHistoryLimit
    Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec, 3 status DeploymentStatus
    DeploymentSpec: 1 replicas, 2 selector LabelSelector, 3 template PodTemplateSpec, 4 strategy, 5 minReadySeconds, 6 revisionHistoryLimit, 7 paused bool, 9 progressDeadlineSeconds
    DeploymentStatus: 1 observedGeneration, 2 replicas, 3 updatedReplicas, 4 availableReplicas, 5 unavailableReplicas, 6 conditions [], 7 readyReplicas, 8 collisionCount
    EndpointAddress: 1 ip, 2 targetRef ObjectReference, 3 hostname, 4 nodeName
    EndpointPort: 1 name, 2 port, 3 protocol, 4 appProtocol
    EndpointSubset: 1 addresses [EndpointAddress], 2 notReadyAddresses [EndpointAddress], 3 ports [EndpointPort]
    Endpoints: 1 metadata ObjectMeta, 2 subsets [EndpointSubset]
    EnvVar: 1 name, 2 value, 3 valueFrom
    Event: 1 metadata ObjectMeta, 2 involvedObject ObjectReference, 3 reason, 4 message, 5 source EventSource, 6 firstTimestamp time, 7 lastTimestamp time, 8 count, 9 type, 10 eventTime time, 12 action, 13 related ObjectReference, 14 reportingComponent, 15 reportingInstance
    EventSource: 1 component, 2 host
    IntOrString: 1 type, 2 intVal, 3 strVal
    LabelSelector: 1 matchLabels map, 2 matchExpressions []
    Lease: 1 metadata ObjectMeta, 2 spec LeaseSpec
    LeaseSpec: 1 holderIdentity, 2 leaseDurationSeconds, 3 acquireTime time, 4 renewTime time, 5 leaseTransitions
    Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec, 3 status NamespaceStatus
    NamespaceSpec: 1 finalizers []
    NamespaceStatus: 1 phase, 2 conditions []
    Node: 1 metadata ObjectMeta, 2 spec NodeSpec, 3 status NodeStatus
    NodeAddress: 1 type, 2 address
    NodeCondition: 1 type, 2 status, 3 lastHeartbeatTime time, 4 lastTransitionTime time, 5 reason, 6 message
    NodeSpec: 1 podCIDR, 3 providerID, 4 unschedulable bool, 5 taints [Taint], 7 podCIDRs []
    NodeStatus: 1 capacity map, 2 allocatable map, 3 phase, 4 conditions [NodeCondition], 5 addresses [NodeAddress], 7 nodeInfo NodeSystemInfo, 8 images []
    NodeSystemInfo: 1 machineID, 2 systemUUID, 3 bootID, 4 kernelVersion, 5 osImage, 6 containerRuntimeVersion, 7 kubeletVersion, 8 kubeProxyVersion, 9 operatingSystem, 10 architecture
    Object: 1 metadata ObjectMeta
    ObjectMeta: 1 name, 2 generateName, 3 namespace, 4 selfLink, 5 uid, 6 resourceVersion, 7 generation, 8 creationTimestamp time, 9 deletionTimestamp time, 10 deletionGracePeriodSeconds, 11 labels map, 12 annotations map, 13 ownerReferences [OwnerReference], 14 finalizers []
    ObjectReference: 1 kind, 2 namespace, 3 name, 4 uid, 5 apiVersion, 6 resourceVersion, 7 fieldPath
    OwnerReference: 1 kind, 3 name, 4 uid, 5 apiVersion, 6 controller bool, 7 blockOwnerDeletion bool
    Pod: 1 metadata ObjectMeta, 2 spec PodSpec, 3 status PodStatus
    PodCondition: 1 type, 2 status, 3 lastProbeTime time, 4 lastTransitionTime time, 5 reason, 6 message
    PodSpec: 1 volumes [Volume], 2 containers [Container], 3 restartPolicy, 4 terminationGracePeriodSeconds, 5 activeDeadlineSeconds, 6 dnsPolicy, 7 nodeSelector map, 8 serviceAccountName, 9 serviceAccount, 10 nodeName, 11 hostNetwork bool, 12 hostPID bool, 13 hostIPC bool, 14 securityContext, 15 imagePullSecrets [], 16 hostname, 17 subdomain, 19 schedulerName, 20 initContainers [Container], 21 automountServiceAccountToken bool, 22 tolerations [], 24 priorityClassName, 25 priority, 30 enableServiceLinks bool
    PodStatus: 1 phase, 2 conditions [PodCondition], 3 message, 4 reason, 5 hostIP, 6 podIP, 7 startTime time, 8 containerStatuses [ContainerStatus], 9 qosClass, 10 initContainerStatuses [ContainerStatus], 12 podIPs []
    PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
    ReplicaSet: 1 metadata ObjectMeta, 2 spec ReplicaSetSpec, 3 status ReplicaSetStatus
    ReplicaSetSpec: 1 replicas, 2 selector LabelSelector, 3 template PodTemplateSpec, 4 minReadySeconds
    ReplicaSetStatus: 1 replicas, 2 fullyLabeledReplicas, 3 observedGeneration, 4 readyReplicas, 5 availableReplicas
    Resources: 1 limits map, 2 requests map
    Secret: 1 metadata ObjectMeta, 2 data secrets, 3 type, 4 stringData secrets, 5 immutable bool
    Service: 1 metadata ObjectMeta, 2 spec ServiceSpec, 3 status
    ServiceAccount: 1 metadata ObjectMeta, 2 secrets [ObjectReference], 3 imagePullSecrets [], 4 automountServiceAccountToken bool
    ServicePort: 1 name, 2 protocol, 3 port, 4 targetPort IntOrString, 5 nodePort
    ServiceSpec: 1 ports [ServicePort], 2 selector map, 3 clusterIP, 4 type, 5 externalIPs [], 7 sessionAffinity, 8 loadBalancerIP, 10 externalName, 18 clusterIPs [], 19 ipFamilies []
    StatefulSet: 1 metadata ObjectMeta, 2 spec StatefulSetSpec, 3 status
    StatefulSetSpec: 1 replicas, 2 selector LabelSelector, 3 template PodTemplateSpec, 4 volumeClaimTemplates [], 5 serviceName, 6 podManagementPolicy
    Taint: 1 key, 2 value, 3 effect, 4 timeAdded time
    Volume: 1 name, 2 source
    VolumeMount: 1 name, 2 readOnly bool, 3 mountPath, 4 subPath
    """
}
