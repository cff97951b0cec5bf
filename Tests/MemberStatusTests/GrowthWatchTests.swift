import EtcdModel
import Testing

@testable import MemberStatus

@Suite("GrowthWatch")
struct GrowthWatchTests {
  private let start = ContinuousClock.now

  private func watch(
    seconds: ClosedRange<Int>, size: (Int) -> Int64
  ) -> GrowthWatch {
    var watch = GrowthWatch()
    for second in seconds { watch.note(size(second), at: start + .seconds(second)) }
    return watch
  }

  @Test("There is no estimate from less than a minute")
  func short() {
    #expect(watch(seconds: 0...59) { Int64($0) }.growth(quota: 0) == nil)
    #expect(watch(seconds: 0...60) { Int64($0) }.growth(quota: 0) != nil)
  }

  @Test("A steady pace is found, with the days to the quota and the window named")
  func steady() throws {
    let growth = try #require(
      watch(seconds: 0...3600) { Int64($0) * 1000 }.growth(quota: 90_000_000))
    #expect(abs(growth.bytesPerDay - 86_400_000) < 1)
    #expect(growth.window >= .seconds(3500))
    #expect(abs(try #require(growth.daysToQuota) - 1) < 0.01)
  }

  @Test("Weeks of samples cost no more memory and still span the weeks")
  func long() throws {
    var watch = GrowthWatch()
    for minute in 0..<(14 * 1440) { watch.note(Int64(minute), at: start + .seconds(minute * 60)) }
    let growth = try #require(watch.growth(quota: 0))
    #expect(growth.window >= .seconds(13 * 86_400))
    #expect(abs(growth.bytesPerDay - 1440) < 1)
    #expect(growth.daysToQuota == nil)
  }

  @Test("A defragmentation begins a new window")
  func defragmented() throws {
    let growth = try #require(
      watch(seconds: 0...1000) { $0 < 500 ? Int64($0) * 1000 : Int64($0) }.growth(quota: 1 << 30))
    #expect(growth.window <= .seconds(500))
    #expect(abs(growth.bytesPerDay - 86_400) < 1)
  }

  @Test("A file that does not grow reaches no quota")
  func still() throws {
    let growth = try #require(watch(seconds: 0...1000) { _ in 20_480 }.growth(quota: 1 << 30))
    #expect(growth.bytesPerDay == 0)
    #expect(growth.daysToQuota == nil)
  }

  @Test("A quota that the user names counts where the server tells none")
  func quotaOfTheUser() {
    var cluster = SimulatedCluster(settings: PollSettings(quota: 8 << 30))
    cluster.feed(.start)
    cluster.run(for: .seconds(2))
    #expect(cluster.member("n1")?.quota == DatabaseQuota(bytes: 8 << 30, source: .user))
    var unknown = SimulatedCluster()
    unknown.feed(.start)
    unknown.run(for: .seconds(2))
    #expect(unknown.member("n1")?.quota == nil)
  }
}
