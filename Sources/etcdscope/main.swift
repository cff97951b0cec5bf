import LocalCluster

// The host of a local cluster must not start a thread before it has set its signals up.
if CommandLine.arguments.dropFirst().first == ClusterHost.argument {
  ClusterHost.main(workload: DemoWorkload.start)
}
await Program.main()
