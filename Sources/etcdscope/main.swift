import EtcdClient
import EtcdModel
import GRPCTransport

let endpoints = (CommandLine.arguments.dropFirst().first ?? "127.0.0.1:2379").split(separator: ",")
let code = await ExplorerCommand(
  configuration: ClientConfiguration(endpoints: try endpoints.map { try Endpoint.parse(String($0)) }),
  transport: GRPCTransportOptions()
).run()
print(code)
