package operation

import "strings"

// checkIP wants one address, as RFC 791 and RFC 4291 write them. net/netip
// would do it too, for 24 KB of the compressed wasm.
func checkIP(f *Field, s scalar) finding {
	if isIPv4(s.text) || isIPv6(s.text) {
		return finding{}
	}
	return finding{code: badIP, must: "an IPv4 or IPv6 address" + besidesIP(s.text)}
}

// besidesIP returns what commonly stands beside an address, as the end of a
// sentence.
func besidesIP(s string) string {
	host, port, hasPort := strings.Cut(s, ":")
	switch {
	case strings.ContainsAny(s, ",; \t\r\n"):
		return " alone, without blanks and not a list"
	case strings.Contains(s, "/"):
		return ", not a network"
	case strings.Contains(s, "%"):
		return " without a zone"
	case strings.HasPrefix(s, "["), hasPort && isIPv4(host) && allDigits(port):
		return " without brackets or a port"
	default:
		return ""
	}
}

// isIPv4 tells whether s is four numbers of 0 to 255 with dots between them,
// without leading zeros, which some programs read as octal.
func isIPv4(s string) bool {
	for part := 1; ; part++ {
		n, rest, more := strings.Cut(s, ".")
		if len(n) > 3 || !allDigits(n) || len(n) > 1 && n[0] == '0' || value(n) > 255 {
			return false
		}
		if !more || part == 4 {
			return !more && part == 4
		}
		s = rest
	}
}

// isIPv6 tells whether s is eight groups of hexadecimal digits with colons
// between them, where :: may stand for one group of zeros or more, and an IPv4
// address for the last two.
func isIPv6(s string) bool {
	head, tail, elided := strings.Cut(s, "::")
	if !elided {
		n, ok := groups(s, true)
		return ok && n == 8
	}
	n, ok := groups(head, false)
	m, tailOK := groups(tail, true)
	return ok && tailOK && n+m <= 7
}

// groups counts groups of 16 bits; an IPv4 address is two, at the end alone.
func groups(s string, end bool) (n int, ok bool) {
	if s == "" {
		return 0, true
	}
	for {
		group, rest, more := strings.Cut(s, ":")
		if !more && end && isIPv4(group) {
			return n + 2, true
		}
		if group == "" || len(group) > 4 || !allHex(group) {
			return 0, false
		}
		n++
		if !more {
			return n, true
		}
		s = rest
	}
}

func allHex(s string) bool {
	for i := range len(s) {
		if !isHex(s[i]) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
