import CGRPC
import RPCCore

/// The core's form of what secures a channel.
enum Credentials {
  /// The caller releases the credentials.
  static func make(_ security: RPCSecurity) throws(RPCError) -> OpaquePointer? {
    guard case .tls(let settings) = security else { return grpc_insecure_credentials_create() }
    let files = try TLSFiles(reading: settings)
    let options = grpc_tls_credentials_options_create()
    provide(files, to: options)
    if settings.skipsVerification {
      grpc_tls_credentials_options_set_verify_server_cert(options, 0)
      grpc_tls_credentials_options_set_check_call_host(options, 0)
      let verifier = grpc_tls_certificate_verifier_no_op_create()
      grpc_tls_credentials_options_set_certificate_verifier(options, verifier)
      grpc_tls_certificate_verifier_release(verifier)
    }
    return grpc_tls_credentials_create(options)
  }

  private static func provide(_ files: TLSFiles, to options: OpaquePointer?) {
    guard files.authorities != nil || files.identity != nil else { return }
    var pairs: OpaquePointer?
    if let identity = files.identity {
      pairs = grpc_tls_identity_pairs_create()
      grpc_tls_identity_pairs_add_pair(pairs, identity.key, identity.certificate)
    }
    // The provider takes the pairs over.
    let provider = grpc_tls_certificate_provider_static_data_create(files.authorities, pairs)
    grpc_tls_credentials_options_set_certificate_provider(options, provider)
    grpc_tls_certificate_provider_release(provider)
    if files.authorities != nil { grpc_tls_credentials_options_watch_root_certs(options) }
    if files.identity != nil {
      grpc_tls_credentials_options_watch_identity_key_cert_pairs(options)
    }
  }
}
