// Command etcd is the key-value store of the test cluster: the server from its module, without the rest of
// etcd's repository.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
