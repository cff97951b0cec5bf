import Configuration
import EtcdModel
import ExplorerModel
import ExplorerUI
import TerminalModel

/// Frames of a large screen with a million known rows while 10 000 events a second come: the CPU time
/// of taking them in and of drawing.
enum FrameCost {
  private static let names = 1_000_000
  private static let frames = 600
  private static let frame = Duration.nanoseconds(16_666_667)
  private static let eventsPerFrame = 167
  /// So many in a second are still followed by rows.
  private static let liveRows = 1900

  static func measure() throws -> [Row] {
    let renderer = ScreenRenderer(theme: try ThemeCatalog.theme(named: "terminal"))
    let before = ProcessUsage.ownMemory
    var explorer = LoadedExplorer(names: names, size: Size(columns: 200, rows: 60))
    let grown = Double(ProcessUsage.ownMemory - before) / Double(names)
    explorer.run(.panesLaidOut(renderer.paneSizes(of: explorer.state)))
    explorer.press(.character("g"))

    let start = ProcessUsage.ownCPU
    for number in 0..<liveRows {
      explorer.put([LoadedExplorer.key(number * 7919 % names) + [0x78]], areNew: true)
    }
    let live = (ProcessUsage.ownCPU - start) / liveRows

    explorer.press(.character("w"))
    var costs: [Double] = []
    for number in 0..<frames {
      let keys = (0..<eventsPerFrame).map {
        LoadedExplorer.key((number * eventsPerFrame + $0) * 31 % names)
      }
      let start = ProcessUsage.ownCPU
      explorer.run(.tick(explorer.state.now + frame))
      explorer.put(keys)
      _ = renderer.render(explorer.state)
      costs.append((ProcessUsage.ownCPU - start).milliseconds)
    }
    costs.sort()
    let nameBytes = LoadedExplorer.key(0).count - LoadedExplorer.prefix.count
    return [
      Row(
        name: "memory a known key above its bytes", unit: "bytes",
        ours: grown - Double(nameBytes), goal: 100),
      Row(
        name: "a row that comes live among 1M: CPU", unit: "µs", ours: live.microseconds),
      Row(
        name: "frame at 200x60, 1M rows known, 10 000 events/s: CPU", unit: "ms",
        ours: median(costs), goal: 4),
      Row(
        name: "frame at 200x60, 1M rows known, 10 000 events/s: CPU p99", unit: "ms",
        ours: costs[costs.count * 99 / 100], goal: 4),
    ]
  }
}
