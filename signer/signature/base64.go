package signature

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// strict refuses bits after the last byte that are not zero, which would give
// one signature several texts.
var strict = base64.StdEncoding.Strict()

// decode reads the text of a Sign header: standard base64 (RFC 4648, section
// 4) with padding, on one line, with nothing around it.
func decode(sign string) ([]byte, error) {
	if sign == "" {
		return nil, fault.New("sign-empty", "Sign is empty.").
			WithHint("Send the base64 of the signature in the header Sign.")
	}
	if why, hint := textFault(sign); why != "" {
		return nil, fault.New("sign-not-base64", "Sign is not base64 on one line: "+why+".").WithHint(hint)
	}
	sig, err := strict.DecodeString(sign)
	if err != nil {
		return nil, fault.New("sign-not-base64", "Sign is not base64 on one line: its last characters have bits that belong to no byte.").
			WithHint("Its end was changed; send the text as the encoder gave it.")
	}
	return sig, nil
}

// textFault returns what is wrong with the characters of a text that should be
// base64, and what to do. It refuses line breaks, which the decoder would skip.
func textFault(sign string) (why, hint string) {
	if line := strings.TrimRight(sign, "\r\n"); strings.ContainsAny(line, "\r\n") {
		return "it has line breaks", "Use an encoder that does not break lines, or take the breaks out."
	} else if line != sign {
		return "it ends with a line break", "Take the line break off."
	}
	digits := strings.TrimRight(sign, "=")
	i := strings.IndexFunc(digits, func(r rune) bool { return !isDigit(r) })
	switch {
	case strings.ContainsAny(digits, "-_") && strings.Trim(digits, urlDigits) == "":
		return "it is in the alphabet of URLs, with - and _ for + and /", "Use the standard base64 encoder, not the one for URLs."
	case i >= 0 && digits[i] == '=':
		return "it goes on after the = of its end", "Send one base64 text, as the encoder gave it."
	case i >= 0:
		return "character " + strconv.Itoa(utf8.RuneCountInString(digits[:i])+1) + " is none of base64's", "Send the base64 text alone, without quotation marks, blanks or anything else around it."
	case len(sign)%4 != 0 || len(sign)-len(digits) != (4-len(digits)%4)%4 || len(digits)%4 == 1:
		return "the = at its end are missing or too many", "Send the text whole, as the encoder gave it."
	default:
		return "", ""
	}
}

const urlDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func isDigit(r rune) bool {
	return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || r == '+' || r == '/'
}
