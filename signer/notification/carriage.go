package notification

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// A layer is something that happened to the sign as text. undo returns the text
// without it, or the text as it is where it has no such layer.
type layer struct {
	finding.Finding
	undo func(sign string, size int) string
}

// layers are undone from the outside in; a new one is a row here and a vector.
var layers = []layer{
	{finding.Finding{Code: "sign-quoted", Title: "The sign stands in quotation marks.",
		Detail: "They came along when it was copied or stored.", Fix: "Take the value alone, without the quotes."},
		func(s string, _ int) string { return strings.Trim(s, `"'`) }},
	{finding.Finding{Code: "sign-percent-encoded", Title: "The sign is still percent-encoded.",
		Detail: "It holds %2B, %2F or %3D for +, / or =: it was encoded once more than it was decoded.", Fix: "Decode it exactly once. Frameworks have done so already in $_GET, req.query or request.args; a value taken out of the raw query is yours to decode."},
		func(s string, _ int) string { return percentDecoded(s) }},
	{finding.Finding{Code: "sign-line-breaks", Title: "The sign has line breaks.",
		Detail: "A base64 encoder or a mail program broke it into lines.", Fix: "Take the breaks out: str_replace([\"\\r\", \"\\n\"], '', $sign)."},
		func(s string, _ int) string {
			return strings.NewReplacer("\r", "", "\n", "", `\r`, "", `\n`, "").Replace(s)
		}},
	{finding.Finding{Code: "sign-plus-as-space", Title: "The + of the sign have become blanks.",
		Detail: "In a query + means a blank: the sign was put there without encoding, or it was decoded twice.", Fix: "Decode the payload once. Where the sender did not encode it, put them back: str_replace(' ', '+', $sign)."},
		func(s string, _ int) string { return strings.ReplaceAll(s, " ", "+") }},
	{finding.Finding{Code: "sign-base64url", Title: "The sign is in the alphabet of URLs, with - and _ for + and /.",
		Detail: "AliKassa's is in the standard alphabet; something on the way wrote it anew.", Fix: "Turn it back: strtr($sign, '-_', '+/')."},
		func(s string, _ int) string { return strings.NewReplacer("-", "+", "_", "/").Replace(s) }},
	{finding.Finding{Code: "sign-hex", Title: "The sign is in hexadecimal digits, not in base64.",
		Detail: "AliKassa's is base64; something on the way wrote it anew.", Fix: "Turn it back: base64_encode(hex2bin($sign))."},
		fromHex},
	{finding.Finding{Code: "sign-not-base64", Title: "The = at the end of the sign are missing or too many.",
		Detail: "The end of base64 is filled up with = to a multiple of four characters. A query that is cut at every = loses them.", Fix: "Split each parameter at its first = only."},
		repadded},
	{finding.Finding{Code: "sign-double-base64", Title: "The sign is base64 of base64.",
		Detail: "It was encoded twice.", Fix: "Decode it once more: base64_decode($sign)."},
		onceDecoded},
}

func percentDecoded(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	decoded, _ := unescape(s, false)
	return decoded
}

// minHex is from how many characters on a text of hexadecimal digits alone is
// no base64 by chance.
const minHex = 64

// fromHex takes a text that was cut too, but for half a byte.
func fromHex(s string, _ int) string {
	if len(s) < minHex {
		return s
	}
	b, err := hex.DecodeString(s[:len(s)&^1])
	if err != nil || !isHex(s[len(s)-1]) {
		return s
	}
	return base64.StdEncoding.EncodeToString(b)
}

func repadded(s string, _ int) string {
	digits := strings.TrimRight(s, "=")
	if len(digits)%4 == 1 {
		return s
	}
	return digits + "==="[:(4-len(digits)%4)%4]
}

func onceDecoded(s string, size int) string {
	inner, err := strict.DecodeString(s)
	if err != nil || len(inner) != base64.StdEncoding.EncodedLen(size) {
		return s
	}
	if b, err := strict.DecodeString(string(inner)); err != nil || len(b) != size {
		return s
	}
	return string(inner)
}

// strict refuses bits after the last byte that are not zero, which would give
// one signature several texts.
var strict = base64.StdEncoding.Strict()

// isCut tells of a sign that is too short whether its text is without the end
// that base64 has; hexadecimal digits have none, and twice the length to lose.
func isCut(undone []finding.Finding) bool {
	return slices.ContainsFunc(undone, func(f finding.Finding) bool { return f.Code == "sign-hex" || f.Code == "sign-not-base64" })
}

// unwrap undoes what happened to the sign, layer by layer, and returns the
// signature and a finding for each layer; nil where no signature comes out.
func unwrap(sign string, size int) (sig []byte, undone []finding.Finding) {
	for _, l := range layers {
		if plain := l.undo(sign, size); plain != sign {
			sign, undone = plain, append(undone, l.Finding)
		}
	}
	// The decoder skips line breaks; none is left here. Bits after the last byte
	// are what a cut leaves, and wrong where nothing was cut.
	sig, err := base64.StdEncoding.DecodeString(sign)
	if err != nil || len(sig) == 0 || len(sig) == size && base64.StdEncoding.EncodeToString(sig) != sign {
		return nil, nil
	}
	return sig, undone
}
