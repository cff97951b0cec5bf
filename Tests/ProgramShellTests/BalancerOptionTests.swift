import Configuration
import EtcdClient
import ProgramShell
import Testing

@Suite struct BalancerOptionTests {
  private func settings(_ arguments: String...) throws -> Settings? {
    guard case .run(let settings) = try Invocation.read(arguments: arguments, environment: [:])
    else { return nil }
    return settings
  }

  @Test("--balancer takes every policy's name", arguments: BalancerName.allCases)
  func names(name: BalancerName) throws {
    let settings = try settings("status", "--balancer", name.rawValue)
    #expect(try settings?.clientConfiguration().policy == name)
  }

  @Test("without --balancer the client is health-aware")
  func byDefault() throws {
    #expect(try settings()?.clientConfiguration().policy == .healthAware)
  }

  @Test("a name that no policy has is refused with those that there are")
  func unknown() throws {
    let settings = try settings("demo", "--balancer", "fastest")
    let failure = #expect(throws: Failure.self) { try settings?.policy() }
    #expect(failure?.code == .badArguments)
    #expect(
      failure?.description
        == "--balancer is \"fastest\"; write pinned, pinned-health, round-robin, power-of-two, "
        + "leader or health-aware")
  }
}
