import EtcdAPI
import EtcdModel
import Testing

private let header = Golden.header
private let h = Golden.headerText

@Suite("Golden bytes: Auth")
struct AuthGoldenTests {
  @Test(
    "What protoc encodes is read and written byte for byte",
    arguments: [
      Golden("etcdserverpb.AuthEnableRequest", "", AuthEnableRequest()),
      Golden("etcdserverpb.AuthEnableResponse", h, AuthEnableResponse(header: header)),
      Golden("etcdserverpb.AuthDisableRequest", "", AuthDisableRequest()),
      Golden("etcdserverpb.AuthDisableResponse", h, AuthDisableResponse(header: header)),
      Golden("etcdserverpb.AuthStatusRequest", "", AuthStatusRequest()),
      Golden(
        "etcdserverpb.AuthStatusResponse", "\(h) enabled: true authRevision: 1",
        AuthStatusResponse(header: header, isEnabled: true, authRevision: 1)),
      Golden(
        "etcdserverpb.AuthenticateRequest", #"name: "n" password: "p""#,
        AuthenticateRequest(name: "n", password: "p")),
      Golden(
        "etcdserverpb.AuthenticateResponse", #"\#(h) token: "t""#,
        AuthenticateResponse(header: header, token: "t")),
      Golden(
        "etcdserverpb.AuthUserAddRequest",
        #"name: "n" password: "p" options { no_password: true } hashedPassword: "h""#,
        AuthUserAddRequest(name: "n", password: "p", hasNoPassword: true, hashedPassword: "h")),
      Golden(
        "etcdserverpb.AuthUserAddRequest", #"name: "n" password: "p""#,
        AuthUserAddRequest(name: "n", password: "p")),
      Golden("etcdserverpb.AuthUserAddResponse", h, AuthUserAddResponse(header: header)),
      Golden("etcdserverpb.AuthUserGetRequest", #"name: "n""#, AuthUserGetRequest(name: "n")),
      Golden(
        "etcdserverpb.AuthUserGetResponse", #"\#(h) roles: "r" roles: "s""#,
        AuthUserGetResponse(header: header, roles: ["r", "s"])),
      Golden("etcdserverpb.AuthUserListRequest", "", AuthUserListRequest()),
      Golden(
        "etcdserverpb.AuthUserListResponse", #"\#(h) users: "u""#,
        AuthUserListResponse(header: header, users: ["u"])),
      Golden("etcdserverpb.AuthUserDeleteRequest", #"name: "n""#, AuthUserDeleteRequest(name: "n")),
      Golden("etcdserverpb.AuthUserDeleteResponse", h, AuthUserDeleteResponse(header: header)),
      Golden(
        "etcdserverpb.AuthUserChangePasswordRequest",
        #"name: "n" password: "p" hashedPassword: "h""#,
        AuthUserChangePasswordRequest(name: "n", password: "p", hashedPassword: "h")),
      Golden(
        "etcdserverpb.AuthUserChangePasswordResponse", h,
        AuthUserChangePasswordResponse(header: header)),
      Golden(
        "etcdserverpb.AuthUserGrantRoleRequest", #"user: "u" role: "r""#,
        AuthUserGrantRoleRequest(user: "u", role: "r")),
      Golden(
        "etcdserverpb.AuthUserGrantRoleResponse", h, AuthUserGrantRoleResponse(header: header)),
      Golden(
        "etcdserverpb.AuthUserRevokeRoleRequest", #"name: "u" role: "r""#,
        AuthUserRevokeRoleRequest(name: "u", role: "r")),
      Golden(
        "etcdserverpb.AuthUserRevokeRoleResponse", h, AuthUserRevokeRoleResponse(header: header)),
      Golden("etcdserverpb.AuthRoleAddRequest", #"name: "r""#, AuthRoleAddRequest(name: "r")),
      Golden("etcdserverpb.AuthRoleAddResponse", h, AuthRoleAddResponse(header: header)),
      Golden("etcdserverpb.AuthRoleGetRequest", #"role: "r""#, AuthRoleGetRequest(role: "r")),
      Golden(
        "etcdserverpb.AuthRoleGetResponse",
        #"""
        \#(h) perm { permType: READWRITE key: "a" range_end: "b" } perm { permType: WRITE key: "w" }
        perm { key: "r" }
        """#,
        AuthRoleGetResponse(
          header: header,
          permissions: [
            Permission(access: .readWrite, range: .prefix(Array("a".utf8))),
            Permission(access: .write, range: .single(Key("w"))),
            Permission(access: .read, range: .single(Key("r"))),
          ])),
      Golden("etcdserverpb.AuthRoleListRequest", "", AuthRoleListRequest()),
      Golden(
        "etcdserverpb.AuthRoleListResponse", #"\#(h) roles: "r""#,
        AuthRoleListResponse(header: header, roles: ["r"])),
      Golden("etcdserverpb.AuthRoleDeleteRequest", #"role: "r""#, AuthRoleDeleteRequest(role: "r")),
      Golden("etcdserverpb.AuthRoleDeleteResponse", h, AuthRoleDeleteResponse(header: header)),
      Golden(
        "etcdserverpb.AuthRoleGrantPermissionRequest",
        #"name: "r" perm { permType: WRITE key: "k" }"#,
        AuthRoleGrantPermissionRequest(
          name: "r", permission: Permission(access: .write, range: .single(Key("k"))))),
      Golden(
        "etcdserverpb.AuthRoleGrantPermissionResponse", h,
        AuthRoleGrantPermissionResponse(header: header)),
      Golden(
        "etcdserverpb.AuthRoleRevokePermissionRequest", #"role: "r" key: "a" range_end: "b""#,
        AuthRoleRevokePermissionRequest(role: "r", range: .prefix(Array("a".utf8)))),
      Golden(
        "etcdserverpb.AuthRoleRevokePermissionResponse", h,
        AuthRoleRevokePermissionResponse(header: header)),
    ])
  func golden(_ golden: Golden) throws {
    try golden.check()
  }
}
