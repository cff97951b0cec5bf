import Testing

@testable import ExplorerUI

@Suite struct FormatTests {
  @Test("numbers are grouped by three")
  func grouped() {
    #expect(Format.grouped(0) == "0")
    #expect(Format.grouped(999) == "999")
    #expect(Format.grouped(1_482_913) == "1 482 913")
    #expect(Format.grouped(-1000) == "-1 000")
    #expect(Format.grouped(Int64.min) == "-9 223 372 036 854 775 808")
  }

  @Test("sizes take the unit that keeps them short, and never round up to 1000 of it")
  func bytes() {
    #expect(Format.bytes(0) == "0 B")
    #expect(Format.bytes(999) == "999 B")
    #expect(Format.bytes(1000) == "1.0 kB")
    #expect(Format.bytes(12_300) == "12 kB")
    #expect(Format.bytes(999_499) == "999 kB")
    #expect(Format.bytes(999_500) == "1.0 MB")
    #expect(Format.bytes(2_147_483_648) == "2.1 GB")
    #expect(Format.bytes(Int64.max) == "9223372 TB")
    #expect(Format.bytes(-1) == "0 B")
  }

  @Test("latencies keep two digits")
  func latency() {
    #expect(Format.latency(.microseconds(40)) == "0.04 ms")
    #expect(Format.latency(.microseconds(840)) == "0.8 ms")
    #expect(Format.latency(.milliseconds(41)) == "41 ms")
    #expect(Format.latency(.milliseconds(999)) == "999 ms")
    #expect(Format.latency(.milliseconds(1234)) == "1.2 s")
    #expect(Format.latency(.milliseconds(-5)) == "0.00 ms")
  }

  @Test("what is tried again within the second is not said to be tried in now")
  func nextTry() {
    #expect(Format.nextTry(in: .milliseconds(2900)) == "next try in 2s")
    #expect(Format.nextTry(in: .milliseconds(900)) == "trying again")
    #expect(Format.nextTry(in: .seconds(-1)) == "trying again")
  }

  @Test("ages name at most two units")
  func age() {
    #expect(Format.age(.milliseconds(900)) == "now")
    #expect(Format.age(.seconds(59)) == "59s")
    #expect(Format.age(.seconds(250)) == "4m")
    #expect(Format.age(.seconds(7500)) == "2h05")
    #expect(Format.age(.seconds(360_000)) == "4d 4h")
    #expect(Format.age(.seconds(-3)) == "now")
    #expect(Format.ago(.seconds(3)) == "3s ago")
    #expect(Format.ago(.zero) == "now")
  }

  @Test("parts, rates and times of day")
  func others() {
    #expect(Format.percent(0.615) == "62 %")
    #expect(Format.percent(7) == "100 %")
    #expect(Format.rate(0.01) == "0")
    #expect(Format.rate(4.84) == "4.8")
    #expect(Format.rate(48.4) == "48")
    #expect(Format.time(45_667_221) == "12:41:07")
    #expect(Format.time(45_667_021, milliseconds: true) == "12:41:07.021")
  }
}
