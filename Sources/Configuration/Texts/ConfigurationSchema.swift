/// The configuration file's JSON schema (draft 2020-12), for editors.
public enum ConfigurationSchema {
  public static let text: String = {
    let settings = CommandOption.all.filter(\.isSetting).map { option in
      "      \"\(option.name)\": \(schema(of: option))"
    }.joined(separator: ",\n")
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "etcdscope configuration",
        "$defs": {
          "layout": {
            "type": ["string", "object"],
            "properties": {
              "pane": { "enum": ["keys", "value", "watches", "members", "latency"] },
              "columns": { "type": "array", "items": { "$ref": "#/$defs/layout" } },
              "rows": { "type": "array", "items": { "$ref": "#/$defs/layout" } },
              "share": { "type": "integer", "minimum": 1, "maximum": 1000 }
            },
            "additionalProperties": false
          },
          "settings": {
            "type": "object",
            "properties": {
      \(settings)
            }
          }
        },
        "$ref": "#/$defs/settings",
        "properties": {
          "profile": { "type": "string", "description": "The profile to use when none is named" },
          "keys": {
            "type": "object",
            "description": "Keys of one's own by the id of an action; they replace its keys",
            "additionalProperties": {
              "type": ["string", "array"], "items": { "type": "string" }
            }
          },
          "layouts": {
            "type": "object",
            "description": "Layouts of one's own by their names, for --layout and P",
            "additionalProperties": { "$ref": "#/$defs/layout" }
          },
          "profiles": {
            "type": "object",
            "additionalProperties": { "$ref": "#/$defs/settings", "unevaluatedProperties": false }
          }
        },
        "unevaluatedProperties": false
      }
      """
  }()

  private static func schema(of option: CommandOption) -> String {
    "{ \(type(of: option)), \"description\": \(quoted(option.help)) }"
  }

  private static func type(of option: CommandOption) -> String {
    if option.metavar == nil { return "\"type\": \"boolean\"" }
    if option.isList {
      return "\"type\": [\"string\", \"array\"], \"items\": { \"type\": \"string\" }"
    }
    let examples = option.choices.map(quoted).joined(separator: ", ")
    return "\"type\": \"string\"" + (examples.isEmpty ? "" : ", \"examples\": [\(examples)]")
  }

  /// The table's sentences hold nothing else that JSON would escape.
  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
