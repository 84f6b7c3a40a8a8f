package gateway

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
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

// holdsPrivateKey tells whether a private key stands in a text: as PEM, as the
// inside of one, in binary, as hex, JWK, XML or what openssl prints; however it
// was wrapped, escaped or encoded on its way. It takes time in proportion to the
// text alone. The page has its like in report/private.ts.
func holdsPrivateKey(text string) bool {
	if isPrivateDER([]byte(text)) || looksPrivate(bare(text)) {
		return true
	}
	if !strings.Contains(text, `\u`) {
		return false
	}
	var value any
	return json.Unmarshal([]byte(text), &value) == nil && anyText(value, func(s string) bool { return looksPrivate(bare(s)) })
}

// bare returns a text without what lines, forms and JSON put between the
// characters of a key: blanks, NULs of UTF-16, escapes.
func bare(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '%' && i+2 < len(text) {
			if high, low := hexDigit(text[i+1]), hexDigit(text[i+2]); high >= 0 && low >= 0 {
				c, i = byte(high<<4|low), i+2
			}
		}
		if c == '\\' && i+1 < len(text) {
			switch text[i+1] {
			case 'n', 'r', 't':
				i++
				continue
			case '/', '"', '\\':
				continue // the next one stands for itself
			}
		}
		switch c {
		case ' ', '\t', '\r', '\n', 0:
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func hexDigit(c byte) int { return strings.IndexByte("0123456789abcdef", c|0x20) }

var (
	privatePatterns = []*regexp.Regexp{
		regexp.MustCompile(`(?i)--BEGIN[A-Z0-9+_-]{0,40}PRIVATE[+_-]{0,2}KEY`),
		regexp.MustCompile(`["']dp?["']:["'][A-Za-z0-9_+/=-]{40}`), // JWK
		regexp.MustCompile(`<D>[A-Za-z0-9+/]{40}`),                 // XML, as .NET writes it
		regexp.MustCompile(`(?i)30(82[0-9a-f]{4}|81[0-9a-f]{2})02010[0-3]`),
	}
	// What stands in PuTTY's files, in those of openssl -text, and, in base64, in
	// OpenSSH's and in PEM at each of the three places in a group.
	privateWords = []string{"Private-Lines:", "privateExponent:", "b3BlbnNzaC1rZXktdjE", "UFJJVkFURSBLRV", "BSSVZBVEUgS0VZ", "QUklWQVRFIEtF", "TFMwdExTMUNSVWRKVG"}
	// How a key's DER begins in base64, and in base64 of that.
	privateBeginnings = []string{"MII", "MIG", "MIH", "MHc", "MHQ", "MC4", "TUlJ"}
)

func looksPrivate(text string) bool {
	for _, word := range privateWords {
		if strings.Contains(text, word) {
			return true
		}
	}
	for _, pattern := range privatePatterns {
		if pattern.MatchString(text) {
			return true
		}
	}
	for _, beginning := range privateBeginnings {
		for rest := text; ; {
			at := strings.Index(rest, beginning)
			if at < 0 {
				break
			}
			if rest = rest[at:]; isPrivateBase64(rest, 1) {
				return true
			}
			rest = rest[len(beginning):]
		}
	}
	return false
}

// isPrivateBase64 tells whether a text begins as a private key's DER does in
// base64, or, more often than once, in that of one.
func isPrivateBase64(text string, more int) bool {
	const most = 36 // characters: as many bytes as the beginning takes, twice encoded
	text = text[:min(len(text), most)/4*4]
	var inside [most / 4 * 3]byte
	for _, alphabet := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		n, err := alphabet.Decode(inside[:], []byte(text))
		if n < 12 && err != nil {
			continue
		}
		if isPrivateDER(inside[:n]) || more > 0 && n >= 24 && isPrivateBase64(string(inside[:n]), more-1) {
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
