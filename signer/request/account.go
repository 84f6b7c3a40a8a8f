package request

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

const accountHint = "Copy the account's UUID from your project's list of accounts; it looks like 93d5df06-996c-48c3-9847-348d6b580b80."

// checkAccount accepts a UUID in its usual spelling (RFC 9562, section 4), in
// lower or upper case. Nothing is mended: the header carries what was given.
func checkAccount(account string) error {
	if wrong := accountFault(account); wrong != "" {
		return fault.New("bad-account", wrong).WithHint(accountHint)
	}
	return nil
}

func accountFault(account string) string {
	const groups = "8-4-4-4-12"
	switch {
	case account == "":
		return "The account is missing."
	case strings.TrimSpace(account) != account:
		return "The account has blanks or a line break around it."
	case strings.ContainsAny(account, " \t\r\n"):
		return "The account has blanks inside it."
	case strings.ContainsAny(account, "{}()[]<>"):
		return "The account stands in brackets; only the UUID itself is sent."
	case strings.ContainsAny(account, "\"'`"):
		return "The account stands in quotes; only the UUID itself is sent."
	case strings.Contains(account, "@"):
		return "The account is an e-mail address; AliKassa expects the account's UUID."
	case strings.HasPrefix(account, "urn:uuid:") || strings.HasPrefix(account, "URN:UUID:"):
		return "The account begins with urn:uuid:; only the UUID itself is sent."
	case len(account) == 32 && isHex(account):
		return "The account lacks its hyphens: a UUID is written in groups of " + groups + " digits."
	case digits(account):
		return "The account is a number; AliKassa expects the account's UUID, not its ID."
	}
	for _, r := range account {
		if !isHex(string(r)) && r != '-' {
			return "The account holds a character that no UUID has: only the digits 0–9, the letters a–f and hyphens."
		}
	}
	if len(account) < 36 {
		return "The account is too short: a UUID has 36 characters."
	}
	if len(account) > 36 {
		return "The account is too long: a UUID has 36 characters."
	}
	for i, c := range account {
		if (c == '-') != (i == 8 || i == 13 || i == 18 || i == 23) {
			return "The account has its hyphens in other places: a UUID is written in groups of " + groups + " digits."
		}
	}
	return ""
}

func isHex(s string) bool { return consistsOf(s, "0123456789abcdefABCDEF") }

func digits(s string) bool { return consistsOf(s, "0123456789") }

// consistsOf reports whether every character of s is one of the allowed.
func consistsOf(s, allowed string) bool {
	for _, r := range s {
		if !strings.ContainsRune(allowed, r) {
			return false
		}
	}
	return true
}
