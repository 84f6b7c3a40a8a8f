package gateway

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// carriesPrivateKey tells whether a private key came along with a request: in its
// body, in Sign, or in any other header.
func carriesPrivateKey(r *http.Request, text []byte) bool {
	if holdsPrivateKey(string(text)) {
		return true
	}
	for _, values := range r.Header {
		for _, value := range values {
			if holdsPrivateKey(value) {
				return true
			}
		}
	}
	return false
}

// privateLabel is the first line of a private key's PEM, in what is left of it by
// forms, by JSON and by the end of a line.
var privateLabel = regexp.MustCompile(`(?i)BEGIN[ +_A-Z0-9\\%-]{0,60}PRIVATE[ +_\\%-]{0,6}(20)?KEY`)

// holdsPrivateKey tells whether a private key of any kind stands in a text: as
// PEM, as the inside of one, or in binary; also percent-encoded, escaped as JSON
// does, or in base64 once more.
func holdsPrivateKey(text string) bool {
	if looksPrivate(text) {
		return true
	}
	if strings.ContainsAny(text, "%") {
		if plain, err := url.QueryUnescape(text); err == nil && looksPrivate(plain) {
			return true
		}
	}
	if !strings.Contains(text, `\`) {
		return false
	}
	var value any
	return json.Unmarshal([]byte(text), &value) == nil && anyText(value, looksPrivate)
}

func looksPrivate(text string) bool {
	return isPrivateDER([]byte(text)) || privateLabel.MatchString(text) || strings.Contains(text, "Private-Lines:") ||
		strings.Contains(text, `"kty"`) && strings.Contains(text, `"d"`) || hasPrivateBase64(text)
}

// hasPrivateBase64 looks for the beginning of a key in base64, wherever it stands.
func hasPrivateBase64(text string) bool {
	const most = 64 // characters: enough for a PEM's label
	for i := 0; i < len(text); i++ {
		// A DER sequence begins with M, dashes with LS0t.
		if text[i] != 'M' && !strings.HasPrefix(text[i:], "LS0t") {
			continue
		}
		run := text[i:min(len(text), i+most)]
		if end := strings.IndexFunc(run, func(c rune) bool {
			return (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("+/-_", c)
		}); end >= 0 {
			run = run[:end]
		}
		run = strings.NewReplacer("-", "+", "_", "/").Replace(run[:len(run)/4*4])
		if len(run) < 12 {
			continue
		}
		inside, err := base64.StdEncoding.DecodeString(run)
		if err == nil && (isPrivateDER(inside) || privateLabel.Match(inside)) {
			return true
		}
	}
	return false
}

// isPrivateDER tells whether a text begins as the DER of a private key does: as a
// sequence of a version and more (RSAPrivateKey, PrivateKeyInfo, ECPrivateKey,
// PFX), or of an algorithm that encrypts (EncryptedPrivateKeyInfo).
func isPrivateDER(text []byte) bool {
	inside, ok := enter(text)
	if !ok {
		return false
	}
	if len(inside) > 3 && inside[0] == 2 && inside[1] == 1 && inside[2] <= 3 {
		return true
	}
	algorithm, ok := enter(inside)
	for _, oid := range []string{"\x2a\x86\x48\x86\xf7\x0d\x01\x05", "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01"} { // PKCS #5, PKCS #12
		if ok && len(algorithm) > 2 && algorithm[0] == 6 && strings.HasPrefix(string(algorithm[2:]), oid) {
			return true
		}
	}
	return false
}

// enter returns what a DER sequence begins with.
func enter(text []byte) ([]byte, bool) {
	if len(text) < 4 || text[0] != 0x30 {
		return nil, false
	}
	switch text[1] {
	case 0x81:
		return text[3:], true
	case 0x82:
		return text[4:], true
	}
	return text[2:], text[1] < 0x80
}

// anyText tells whether one of the texts in a parsed JSON value is of a kind.
func anyText(value any, is func(string) bool) bool {
	switch v := value.(type) {
	case string:
		return is(v)
	case []any:
		for _, item := range v {
			if anyText(item, is) {
				return true
			}
		}
	case map[string]any:
		for name, item := range v {
			if is(name) || anyText(item, is) {
				return true
			}
		}
	}
	return false
}
