import LocalCluster

if CommandLine.arguments.dropFirst().first == ClusterHost.argument { ClusterHost.main() }
print("etcdscope")
