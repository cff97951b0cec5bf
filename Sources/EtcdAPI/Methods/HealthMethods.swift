extension RPCMethod where Request == HealthCheckRequest, Response == HealthCheckResponse {
  public static var healthCheck: Self { Self("/grpc.health.v1.Health/Check", isRepeatable: true) }

  /// The status now and each later one.
  public static var healthWatch: Self { Self("/grpc.health.v1.Health/Watch", .serverStream) }
}
