import EtcdModel

/// The common scale of all graphs of latencies: logarithmic, so that 1 ms and 1 s both show.
struct LatencyScale {
  /// What fills a graph's height: the worst of all endpoints, so that graphs can be compared.
  let top: Int

  /// The foot of the graphs, and from where on their colour is the hottest.
  private static let floor = Duration.microseconds(100)
  private static let hot = Duration.milliseconds(200)

  init(_ traffic: TrafficSnapshot) {
    let worst = traffic.endpoints.flatMap { $0.history.compactMap { $0 } }.max() ?? .zero
    let steps = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
    top = steps.first { Duration.milliseconds($0) >= worst } ?? 10_000
  }

  func graph(_ history: [Duration?]) -> Sparkline {
    Sparkline(
      values: history.map { $0.map { Self.logarithmic($0) } },
      maximum: Self.logarithmic(.milliseconds(top)),
      coloring: .heat { $0 / Self.logarithmic(Self.hot) })
  }

  /// 0…1 of the theme's gradient.
  static func heat(_ latency: Duration) -> Double { logarithmic(latency) / logarithmic(hot) }

  /// The logarithm to the base 2, near enough for a graph.
  private static func logarithmic(_ latency: Duration) -> Double {
    let value = latency / floor
    return value > 1 ? Double(value.exponent) + value.significand - 1 : 0
  }
}
