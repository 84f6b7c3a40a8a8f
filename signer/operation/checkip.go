package operation

import (
	"net/netip"
)

// checkIP wants one address, as RFC 791 and RFC 4291 write them: no network
// (/24), no port, no zone, no leading zeros.
func checkIP(f *Field, s scalar) finding {
	addr, err := netip.ParseAddr(s.text)
	if err == nil && addr.Zone() == "" {
		return finding{}
	}
	return finding{code: badIP, must: "an IPv4 or IPv6 address" + like(f)}
}
