import Glibc
import Testing

/// Programs that the tests start themselves.
enum Program {
  /// Starts a program, its output in a file; the caller ends it.
  static func start(_ arguments: [String], in folder: String, output: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)

    let command = ["sh", "-c", #"cd "$0" && exec "$@""#, folder] + arguments
    var copies = command.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    var pid = pid_t()
    let failure = posix_spawnp(&pid, command[0], &actions, nil, &copies, environ)
    guard failure == 0 else { throw ProgramError() }
    return pid
  }

  static func run(_ arguments: [String], in folder: String) throws {
    let output = folder == "/" ? "/dev/null" : folder + "/output"
    let pid = try start(arguments, in: folder, output: output)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      Issue.record(
        """
        \(arguments.joined(separator: " ")) failed, see \(output); \
        if it is missing, run apt-get install openssl etcd-server
        """)
      throw ProgramError()
    }
  }
}

struct ProgramError: Error {}

/// A folder of one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/etcdscope-transport-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ProgramError() }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? Program.run(["rm", "-rf", path], in: "/") }

  func write(_ text: String, to name: String) throws -> String {
    let path = "\(path)/\(name)"
    guard let file = fopen(path, "w") else { throw ProgramError() }
    fputs(text, file)
    fclose(file)
    return path
  }
}

func text(of path: String) throws -> String {
  guard let file = fopen(path, "r") else { throw ProgramError() }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}
