/// The commented configuration file that `etcdscope config init` writes: nothing is set in it, and
/// every setting can be by taking its slashes away.
public enum ConfigurationTemplate {
  public static let text: String = {
    var lines = [
      "// Settings of etcdscope, in JSON5. A flag goes before its variable in the environment,",
      "// that before the profile in use, that before what stands here outside of profiles.",
      "// `etcdscope info` shows where each setting comes from.",
      "{",
      "  // The profile to use when none is named by --profile or ETCDSCOPE_PROFILE.",
      "  // profile: \"local\",",
      "",
      "  // Keys of one's own, by what they do; `etcdscope keys` lists the ids. They replace an",
      "  // action's keys; an empty list leaves it to the command palette.",
      "  // keys: { \"pane.zoom\": [\"z\", \"F9\"], \"theme.pick\": [] },",
      "",
      "  // Layouts of one's own, for --layout and the key P: panes by their names, side by side in",
      "  // columns or one above the other in rows, each as large as its share.",
      "  // layouts: {",
      "  //   mine: { columns: [\"keys\", { share: 2, rows: [\"value\", \"watches\"] }] },",
      "  // },",
      "",
      "  // Settings of one cluster each: any of those below.",
      "  profiles: {",
      "    local: { endpoints: [\"127.0.0.1:2379\"] },",
      "    // production: {",
      "    //   endpoints: [\"https://a:2379\", \"https://b:2379\"],",
      "    //   cacert: \"/etc/etcd/ca.pem\",",
      "    //   user: \"ops\",",
      "    //   \"password-file\": \"/home/me/.etcd-password\",",
      "    //   accent: \"red\",",
      "    //   access: \"protected\",",
      "    // },",
      "  },",
    ]
    for option in CommandOption.all where option.isSetting {
      lines += ["", "  // \(option.help)."]
      lines.append("  // \(key(option.name)): \(example(option)),")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }()

  private static func key(_ name: String) -> String { name.contains("-") ? "\"\(name)\"" : name }

  private static func example(_ option: CommandOption) -> String {
    guard option.metavar != nil else { return option.defaultValue ?? "false" }
    let value = option.defaultValue ?? option.choices.first ?? option.metavar ?? ""
    return option.isList ? "[\"\(value)\"]" : "\"\(value)\""
  }
}
