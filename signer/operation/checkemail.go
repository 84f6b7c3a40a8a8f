package operation

import (
	"strconv"
	"strings"
)

// checkEmail wants an address as RFC 5321 has it, at a domain with a dot, with
// nothing around it: no display name, no angle brackets, no list.
func checkEmail(f *Field, s scalar) finding {
	if isEmail(s.text) {
		return finding{}
	}
	return finding{code: badEmail, must: "an e-mail address, name@domain, with nothing around it"}
}

func isEmail(s string) bool {
	const maxLocal = 64 // RFC 5321, section 4.5.3.1.1
	at := strings.LastIndexByte(s, '@')
	if at < 0 {
		return false
	}
	local, domain := s[:at], s[at+1:]
	return len(local) <= maxLocal && (isDotString(local) || isQuotedString(local)) &&
		strings.Contains(strings.TrimSuffix(domain, "."), ".") && isHostName(domain)
}

// isDotString tells whether s is words with single dots between them.
func isDotString(s string) bool {
	for {
		word, rest, more := strings.Cut(s, ".")
		if word == "" {
			return false
		}
		for _, r := range word {
			if !isNameRune(r) && !strings.ContainsRune("!#$%&'*+/=?^`{|}~", r) {
				return false
			}
		}
		if !more {
			return true
		}
		s = rest
	}
}

// isQuotedString tells whether s is text in quotation marks, where backslash
// escapes a mark and itself.
func isQuotedString(s string) bool {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return false
	}
	escaped := false
	for _, r := range s[1 : len(s)-1] {
		if !strconv.IsPrint(r) || r == '"' && !escaped {
			return false
		}
		escaped = r == '\\' && !escaped
	}
	return !escaped
}
