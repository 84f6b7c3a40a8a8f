package request

import (
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

const (
	lower    = "abcdefghijklmnopqrstuvwxyz"
	upper    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	decimals = "0123456789"

	// hostCharacters leaves out the underscore, which Java's URI takes for no
	// host name; pathCharacters leaves out what a shell, a program or a URL
	// parser might read as something else, the percent sign included.
	hostCharacters = lower + upper + decimals + "-."
	pathCharacters = lower + upper + decimals + "-._~/"
)

// checkBaseURL returns the URL to which an operation's path is appended: with
// one slash at its end.
func checkBaseURL(base string) (string, error) {
	if wrong := baseURLFault(base); wrong != "" {
		return "", fault.New("bad-url", wrong).
			WithHint("Give the address in front of v1/payment, like " + DefaultBaseURL + ".")
	}
	return strings.TrimRight(base, "/") + "/", nil
}

func baseURLFault(base string) string {
	scheme, rest, found := strings.Cut(base, "://")
	switch {
	case strings.TrimSpace(base) != base:
		return "The base URL has blanks or a line break around it."
	case !found:
		return "The base URL is not absolute: it must begin with https:// or http://."
	case scheme != "https" && scheme != "http":
		return "The base URL must begin with https:// or http://, in lower case."
	}
	authority, path, _ := strings.Cut(rest, "/")
	switch {
	case strings.Contains(rest, "#"):
		return "The base URL has a fragment (#…), which is never sent."
	case strings.Contains(rest, "?"):
		return "The base URL has a query (?…); AliKassa's operations have none."
	case strings.Contains(authority, "@"):
		return "The base URL holds a user name or a password; AliKassa knows the sender by Account and Sign."
	case !consistsOf(path, pathCharacters):
		return "The base URL's path holds a character other than letters, digits and - . _ ~ /."
	case strings.Contains("/"+path+"/", "/./"), strings.Contains("/"+path+"/", "/../"):
		return "The base URL's path has a . or .. in it, which clients resolve in different ways."
	}
	return authorityFault(authority)
}

func authorityFault(authority string) string {
	host, port, hasPort := authority, "", false
	if literal, after, closed := strings.Cut(authority, "]"); closed && strings.HasPrefix(literal, "[") {
		if address := literal[1:]; address == "" || !consistsOf(address, decimals+"abcdefABCDEF:.") {
			return "The base URL's host is no IPv6 address."
		}
		if after != "" && after[0] != ':' {
			return "The base URL has something other than a port behind its IPv6 address."
		}
		host, port, hasPort = "", strings.TrimPrefix(after, ":"), after != ""
	} else {
		host, port, hasPort = strings.Cut(authority, ":")
		if host == "" {
			return "The base URL has no host."
		}
		if !consistsOf(host, hostCharacters) {
			return "The base URL's host holds a character other than letters, digits, hyphens and dots."
		}
	}
	if hasPort {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return "The base URL's port is not a number from 1 to 65535."
		}
	}
	return ""
}

// splitURL returns the host with its port and the path of a URL that was made here.
func splitURL(url string) (host, path string) {
	_, rest, _ := strings.Cut(url, "://")
	host, path, _ = strings.Cut(rest, "/")
	return host, "/" + path
}
