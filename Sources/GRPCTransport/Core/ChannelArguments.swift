import CGRPC

/// The settings of one channel, by the core's names.
struct ChannelArguments {
  private var integers: [(String, Int32)] = []
  private var texts: [(String, String)] = []

  init(_ options: GRPCTransportOptions, serverName: String?) {
    integers = [
      // One channel is one TCP connection: equal targets would share theirs otherwise.
      ("grpc.use_local_subchannel_pool", 1),
      ("grpc.keepalive_time_ms", options.keepaliveTime.milliseconds),
      ("grpc.keepalive_timeout_ms", options.keepaliveTimeout.milliseconds),
      ("grpc.keepalive_permit_without_calls", options.keepaliveWithoutCalls ? 1 : 0),
      ("grpc.http2.max_pings_without_data", 0),
      // The core gives an attempt the longer of its minimum and its own current pause. Ours are
      // shorter: `ReconnectMachine` starts the attempts.
      ("grpc.min_reconnect_backoff_ms", options.connectTimeout.milliseconds),
      ("grpc.initial_reconnect_backoff_ms", options.connectTimeout.milliseconds),
      ("grpc.max_reconnect_backoff_ms", options.connectTimeout.milliseconds),
      ("grpc.dns_min_time_between_resolutions_ms", 1000),
      ("grpc.client_idle_timeout_ms", .max),
      // Probing for the bandwidth sends a ping behind each answer: a third more packets for a
      // dashboard at rest. A window of 1 MiB carries 10 MB/s over 100 ms.
      ("grpc.http2.bdp_probe", 0),
      ("grpc.http2.lookahead_bytes", 1 << 20),
      // Every call pays for what a channel could do besides; only deadlines are needed of it.
      ("grpc.minimal_stack", 1),
      ("grpc.enable_deadline_checking", 1),
      ("grpc.enable_channelz", 0),
      ("grpc.max_channel_trace_event_memory_per_node", 0),
      // The client core decides about retries.
      ("grpc.enable_retries", 0),
      ("grpc.enable_http_proxy", 0),
      ("grpc.service_config_disable_resolution", 1),
      ("grpc.per_message_compression", 0),
      ("grpc.per_message_decompression", 0),
      ("grpc.max_send_message_length", options.maximumSentBytes.map(Int32.init) ?? -1),
      ("grpc.max_receive_message_length", options.maximumReceivedBytes.map(Int32.init) ?? -1),
      ("grpc.max_metadata_size", 64 * 1024),
    ]
    texts = [("grpc.primary_user_agent", "etcdscope")]
    if let serverName { texts.append(("grpc.ssl_target_name_override", serverName)) }
  }

  /// Lends the settings in the core's form; a channel keeps copies.
  func withCoreArguments<Value>(_ body: (UnsafePointer<grpc_channel_args>) -> Value) -> Value {
    var copies: [UnsafeMutablePointer<CChar>] = []
    func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
      let copy = gpr_strdup(text)
      if let copy { copies.append(copy) }
      return copy
    }
    defer { for copy in copies { gpr_free(copy) } }

    var arguments = integers.map { name, value in
      var argument = grpc_arg()
      argument.type = GRPC_ARG_INTEGER
      argument.key = copy(name)
      argument.value.integer = value
      return argument
    }
    arguments += texts.map { name, value in
      var argument = grpc_arg()
      argument.type = GRPC_ARG_STRING
      argument.key = copy(name)
      argument.value.string = copy(value)
      return argument
    }
    return arguments.withUnsafeMutableBufferPointer { arguments in
      var core = grpc_channel_args(num_args: arguments.count, args: arguments.baseAddress)
      return body(&core)
    }
  }
}

extension Duration {
  /// Whole milliseconds, at least 1, as the core's settings take them.
  fileprivate var milliseconds: Int32 {
    Int32(min(max(1, self / .milliseconds(1)), Double(Int32.max)))
  }
}
