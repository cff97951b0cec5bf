/// etcdctl's exit codes.
package enum ExitCode: Int32 {
  case done = 0
  /// Something failed; for `status`: a member is not healthy.
  case error = 1
  case cannotConnect = 2
  case invalidInput = 3
  case interrupted = 5
  case badArguments = 128
}
