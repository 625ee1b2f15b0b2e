// Command coredns is CoreDNS with the plugins that a single-node cluster needs.
package main

import (
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/coremain"
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/health"
	_ "github.com/coredns/coredns/plugin/hosts"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/ready"
	_ "github.com/coredns/coredns/plugin/template"
)

// A query passes the plugins in this order: template answers what no plugin before it knew.
func init() {
	dnsserver.Directives = []string{"health", "ready", "errors", "cache", "hosts", "kubernetes", "template"}
}

func main() { coremain.Run() }
