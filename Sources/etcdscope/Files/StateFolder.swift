import Platform

/// Where this program keeps its log and preferences: `etcdscope` in the user's XDG state folder.
enum StateFolder {
  static var path: String? { XDGFolder.state.path.map { $0 + "/etcdscope" } }
}
