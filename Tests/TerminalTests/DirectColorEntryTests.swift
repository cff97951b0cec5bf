import Glibc
import Testing

@testable import Terminal

@Suite("The embedded terminal description")
struct DirectColorEntryTests {
  private static let color = """
    %?%p1%{16777216}%<%t2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d\
    %e5;%p1%{16777216}%-%d%;m
    """

  /// What all terminals with 24-bit colour have in common, in the language of terminfo(5).
  private static let source = #"""
    etcdscope-rgb|24-bit colour and the 256 palette above it,
    	mir, msgr, xenl, AX, RGB,
    	colors#0x1000100, pairs#0x10000, cols#80, lines#24, it#8,
    	bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[J, cnorm=\E[?25h,
    	cr=\r, csr=\E[%i%p1%d;%p2%dr, cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB,
    	cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C, cup=\E[%i%p1%d;%p2%dH,
    	cuu=\E[%p1%dA, cuu1=\E[A, dch=\E[%p1%dP, dch1=\E[P, dim=\E[2m,
    	dl=\E[%p1%dM, dl1=\E[M, ed=\E[J, el=\E[K, el1=\E[1K, home=\E[H,
    	hpa=\E[%i%p1%dG, ht=^I, ich=\E[%p1%d@, il=\E[%p1%dL, il1=\E[L,
    	ind=\n, indn=\E[%p1%dS, op=\E[39;49m, rev=\E[7m, ri=\EM,
    	rin=\E[%p1%dT, ritm=\E[23m, rmcup=\E[?1049l, rmkx=\E[?1l\E>,
    	rmso=\E[27m, rmul=\E[24m,
    	sgr=\E[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%p3%|%t;7%;m,
    	sgr0=\E[m, sitm=\E[3m, smcup=\E[?1049h, smkx=\E[?1h\E=, smso=\E[7m,
    	smul=\E[4m, vpa=\E[%i%p1%dd,
    	setaf=\E[38;\#(color), setab=\E[48;\#(color),
    """#

  @Test("is what tic makes of its source")
  func compiled() throws {
    let folder = "/tmp/etcdscope-terminfo-\(getpid())"
    mkdir(folder, 0o700)
    let script = """
      cd \(folder) && cat > source && tic -x -o compiled source \
      && TERMINFO=compiled infocmp -x -0 -Q2 -q etcdscope-rgb > encoded
      """
    defer { system("rm -r \(folder)") }
    let pipe = try #require(
      popen(script, "w"), "ncurses-bin is missing: apt-get install ncurses-bin")
    fputs(Self.source, pipe)
    #expect(pclose(pipe) == 0, "tic or infocmp is missing: apt-get install ncurses-bin")
    let file = try #require(fopen("\(folder)/encoded", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = fread(&bytes, 1, bytes.count, file)
    let encoded = String(decoding: bytes[..<count], as: UTF8.self)
    #expect(encoded.split(separator: "\n").joined() == DirectColorEntry.terminfo)
  }
}
