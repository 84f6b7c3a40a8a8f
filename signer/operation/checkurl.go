package operation

import (
	"strconv"
	"strings"
)

// checkURL wants an absolute http or https URL (RFC 3986) that a browser and
// AliKassa's callbacks can use: with a host, without blanks, and without a user
// or a password in it. Letters beyond ASCII may stand as they are.
//
// net/url would be 33 KB of the compressed wasm, and lets most of this through.
func checkURL(f *Field, s scalar) finding {
	found := finding{}
	if fault := urlFault(s.text); fault != "" {
		found = finding{code: badURL, must: "an absolute http or https URL" + fault}
		if fault == withoutUser {
			found.is = "a URL with a user or password in it" // which is not repeated
		}
	}
	return found
}

const withoutUser = " without a user or password"

// urlFault returns what is wrong with a URL, as the end of a sentence; "" where
// nothing is.
func urlFault(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if scheme = lower(scheme); !ok || scheme != "http" && scheme != "https" {
		return ", with https:// or http:// in front"
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	authority, path := rest[:end], rest[end:]
	if strings.Contains(authority, "@") {
		return withoutUser
	}
	host, ok := splitPort(authority)
	if !ok {
		return " with a port from 1 to 65535, or none"
	}
	if inner, bracketed := strings.CutPrefix(host, "["); bracketed {
		inner, closed := strings.CutSuffix(inner, "]")
		if !closed || !isIPv6(inner) {
			return " with a host's name or address"
		}
	} else if !isIPv4(host) && !isHostName(host) {
		return " with a host's name or address"
	}
	return pathFault(path)
}

// splitPort takes the port off the end of a URL's authority; it is not ok
// where that is no port.
func splitPort(authority string) (host string, ok bool) {
	i := strings.LastIndexByte(authority, ':')
	if i < 0 || strings.HasSuffix(authority, "]") {
		return authority, true
	}
	host, port := authority[:i], authority[i+1:]
	n := 0
	if allDigits(port) && len(port) <= len("65535") {
		n = value(port)
	}
	return host, 1 <= n && n <= 65535
}

// pathFault looks through path, query and fragment. Brackets are let through:
// PHP's array parameters stand unescaped in many a working URL.
func pathFault(s string) string {
	for i, r := range s {
		switch {
		case r == '%':
			if len(s) < i+3 || !allHex(s[i+1:i+3]) {
				return " in which % is followed by two hexadecimal digits"
			}
		case r <= ' ' || !strconv.IsPrint(r):
			return " without blanks, line breaks and invisible characters"
		case strings.ContainsRune("\"<>\\^`{|}", r):
			return " in which " + string(r) + " is percent-encoded"
		}
	}
	return ""
}

// isHostName tells whether s is a host's name: labels of letters, digits and
// hyphens (RFC 1123, section 2.1), underscores for those who have them, and
// letters beyond ASCII as browsers take them. The last label is not a number,
// or it would be a wrong IPv4 address.
func isHostName(s string) bool {
	const maxName, maxLabel = 253, 63
	s = strings.TrimSuffix(s, ".")
	if len(s) > maxName {
		return false
	}
	for {
		label, rest, more := strings.Cut(s, ".")
		if label == "" || len(label) > maxLabel || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if !isNameRune(r) {
				return false
			}
		}
		if !more {
			return !allDigits(label)
		}
		s = rest
	}
}

func isNameRune(r rune) bool {
	switch {
	case r == '-', r == '_', '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return true
	default:
		return r >= 0x80 && strconv.IsPrint(r)
	}
}
