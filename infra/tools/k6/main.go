// Command k6 is the load generator with what it lacks: following server-sent events.
package main

import (
	"go.k6.io/k6/cmd"

	_ "egov/tools/k6/sse"
)

func main() { cmd.Execute() }
