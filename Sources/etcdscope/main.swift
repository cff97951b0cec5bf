print("etcdscope")
