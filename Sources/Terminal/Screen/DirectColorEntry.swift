/// A terminal description for 24-bit colour that needs no file: no Debian system has one installed.
///
/// It holds what tmux, xterm and all who imitate xterm share. Colours below 2^24 are RGB; the 256
/// above them are the terminal's palette, so that a theme can use both. It does not say that the
/// terminal wraps at the margin, lest ncurses write the last corner by inserting, which tears a wide
/// character beside it. Compiled from the source in `DirectColorEntryTests`, which compares the two.
enum DirectColorEntry {
  static let name = "etcdscope-rgb"
  /// The number of the palette's first colour.
  static let palette: Int32 = 1 << 24

  /// What ncurses takes as the value of `TERMINFO`.
  static let terminfo = """
    b64:HgI5AA8ADwBpAUACZXRjZHNjb3BlLXJnYnwyNC1iaXQgY29sb3VyIGFuZCB0aGUgMjU2IHBhbGV0dGUgYWJvdmUgaX\
    QAAAAAAAEAAAAAAAAAAAEBUAAAAAgAAAAYAAAA_____________________________________________________wAB\
    AAEAAAEA__8AAAIABAD__xUAHAAgACQA__8vAEAAQgBGAE0A__9PAFYA__9aAP__XgBiAP__________ZgBrAP__dAD___\
    ____95AH4AgwD_____iACMAP____-VAJsA_____________________6EA____________________________________\
    ______________________________________________________-lAK0A__________________________________\
    ______tQC-AMcA0ADZAOIA6wD0AP0ABgH_______________________________8PAf__GgEcAR8B_____1UB________\
    ______________________________________________________________________________________________\
    ______________________________________________________________________________________________\
    ______________________________________________________________________________________________\
    ___________________________________________________________________1cB________________________\
    ________________________________________________XAH__________________________________2UB______\
    __________________agH_________________________________________________________________________\
    _________________________3AB2AEHAA0AG1slaSVwMSVkOyVwMiVkcgAbW0gbW0oAG1tLABtbSgAbWyVpJXAxJWRHAB\
    tbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MjVoABtbQwAbW0EAG1tQABtbTQAbWzFtABtbPzEwNDloABtb\
    Mm0AG1s3bQAbWzdtABtbNG0AG1ttABtbPzEwNDlsABtbMjdtABtbMjRtABtbTAAbWz8xbBs-ABtbPzFoGz0AG1slcDElZF\
    AAG1slcDElZE0AG1slcDElZEIAG1slcDElZEAAG1slcDElZFMAG1slcDElZEwAG1slcDElZEQAG1slcDElZEMAG1slcDEl\
    ZFQAG1slcDElZEEAG1slaSVwMSVkZAAKABtNABtbMCU_JXA2JXQ7MSU7JT8lcDUldDsyJTslPyVwMiV0OzQlOyU_JXAxJX\
    AzJXwldDs3JTttAAkAG1sxSwAbWzM5OzQ5bQAbWzNtABtbMjNtABtbMzg7JT8lcDElezE2Nzc3MjE2fSU8JXQyOyVwMSV7\
    NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZCVlNTslcDElezE2Nzc3MjE2fSUtJWQlO2\
    0AG1s0ODslPyVwMSV7MTY3NzcyMTZ9JTwldDI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDEl\
    ezI1NX0lJiVkJWU1OyVwMSV7MTY3NzcyMTZ9JS0lZCU7bQACAAAAAAACAAcAAQEAAAMAQVgAUkdCAA==
    """
}
