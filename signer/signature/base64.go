package signature

import (
	"encoding/base64"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// strict refuses what the lenient decoder lets through: bits after the last
// byte that are not zero, which would give one signature several texts.
var strict = base64.StdEncoding.Strict()

// decode reads the text of a Sign header: standard base64 (RFC 4648, section
// 4) with padding, on one line, with nothing around it. The standard decoder
// skips CR and LF, so they are refused before it.
func decode(sign string) ([]byte, error) {
	if sign == "" {
		return nil, fault.New("sign-empty", "Sign is empty.").
			WithHint("Send the base64 of the signature in the header Sign.")
	}
	if strings.ContainsAny(sign, "\r\n") {
		return nil, notBase64("it has line breaks", "Some languages break base64 after 60 or 76 characters; take the line breaks out.")
	}
	if strings.ContainsAny(sign, "-_") && !strings.ContainsAny(sign, "+/") {
		return nil, notBase64("it is in the alphabet of URLs, with - and _ for + and /", "Use the standard base64 encoder, not the one for URLs.")
	}
	sig, err := strict.DecodeString(sign)
	if err != nil {
		return nil, notBase64("it has a character, a length or an ending that base64 does not have", "Send the base64 text as the encoder gave it, with its = at the end and no blanks.")
	}
	return sig, nil
}

func notBase64(why, hint string) error {
	return fault.New("sign-not-base64", "Sign is not base64 on one line: "+why+".").WithHint(hint)
}
