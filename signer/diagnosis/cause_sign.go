package diagnosis

import (
	"strings"
	"unicode/utf8"
)

// What happens to the text of the header Sign. Each rule has the layers that
// undo it; what has to be undone in bytes is in carriage.go.

var base64Once = []Fix{
	{"PHP", "base64_encode gives it on one line; send it as it is.", "$sign = base64_encode($sign);"},
	{"JavaScript", "sign(…, 'base64') gives it on one line; send it as it is.", "const signature = signer.sign({ key: privateKeyPem, passphrase }, 'base64');"},
	{"Python", "b64encode and decode give a text on one line; send it as it is.", "sign = base64.b64encode(signature).decode('utf-8')"},
	{"Java", "Base64.getEncoder gives it on one line; send it as it is.", "String sign = Base64.getEncoder().encodeToString(sig.sign());"},
	{"Go", "StdEncoding gives it on one line; send it as it is.", "sign := base64.StdEncoding.EncodeToString(sigBytes)"},
	{"Ruby", "strict_encode64 does not break lines; encode64 does.", "sign = Base64.strict_encode64(signature)"},
	{"shell", "base64 breaks lines unless it is told not to.", "base64 -w0"},
}

var signPrivateKey = Cause{
	Code: "sign-private-key", Title: "The private key was sent as Sign",
	Looks: "Sign is the text of private.pem, a line of it, or its base64.",
	Why:   "Whoever has the private key can sign in your name: once it was sent, it is no secret any more, whether the request was refused or not.",
	Fix:   "Ask AliKassa for a new certificate at once: generate it anew in API Certificates Settings. Take the old key out of logs, and never send private.pem to anybody: sign the body with it, and send the base64 of the signature.",
	Fixes: []Fix{
		{"PHP", "The signature is in the second argument, the key in the third.", "openssl_sign($data, $sign, $privateKey);\n$sign = base64_encode($sign);"},
		{"Python", "Send what sign returns, not the key.", "sign = base64.b64encode(signature).decode('utf-8')"},
	},
}

var signEmpty = Cause{
	Code: "sign-empty", Title: "Sign is empty",
	Looks: "The header Sign has no value.",
	Why:   "Without a signature nothing can be verified; signing failed, or its result went into another variable.",
	Fix:   "Check the result of the signing function, and the name of the variable that goes into the header.",
	Fixes: []Fix{{"PHP", "openssl_sign returns false where it failed.", "if (!openssl_sign($data, $sign, $privateKey)) {\n    throw new \\RuntimeException(openssl_error_string());\n}"}},
}

var signNotBase64 = Cause{
	Code: "sign-not-base64", Title: "Sign is not base64",
	Looks: "Sign has characters that base64 does not have, or it is the signature's bytes themselves.",
	Why:   "AliKassa reads Sign as standard base64; anything else is no signature to it.",
	Fix:   "Send the standard base64 of the signature's bytes, on one line, and nothing else.",
	Fixes: base64Once,
}

var signNoSignature = Cause{
	Code: "sign-no-signature", Title: "Sign is no RSA signature",
	Looks: "Sign is a hash, an HMAC, a signature of another algorithm, or a buffer of zeros.",
	Why:   "AliKassa verifies RSA with the public key; anything else proves nothing to it.",
	Fix:   "Sign the body with private.pem, RSA PKCS#1 v1.5 and SHA-1, and send the base64 of that.",
	Fixes: []Fix{
		{"PHP", "openssl_sign, not hash_hmac or sha1.", "openssl_sign($data, $sign, $privateKey);\n$sign = base64_encode($sign);"},
		{"JavaScript", "createSign, not createHmac or createHash.", "const signer = createSign('SHA1');"},
		{"Python", "private_key.sign, not hmac.new.", "signature = private_key.sign(data_bytes, padding.PKCS1v15(), hashes.SHA1())"},
	},
}

var signLineBreaks = Cause{
	Code: "sign-line-breaks", Title: "Line breaks in Sign",
	Looks: "Sign is broken into lines of 60, 64 or 76 characters, or ends with a line break.",
	Why:   "A header is one line: what comes after a break is lost, or belongs to the next header.",
	Fix:   "Use an encoder that does not break lines.",
	Fixes: base64Once,
	sign: []layer{
		{"Sign has line breaks in it.", func(t string) (string, bool) {
			if !strings.ContainsAny(t, "\r\n") {
				return "", false
			}
			parts := strings.FieldsFunc(t, func(r rune) bool { return r == '\r' || r == '\n' })
			for i := range parts {
				parts[i] = strings.Trim(parts[i], " \t")
			}
			return strings.Join(parts, ""), true
		}},
		{`Sign has line breaks in it, written as \n.`, func(t string) (string, bool) {
			out := strings.NewReplacer(`\r\n`, "", `\n`, "", `\r`, "").Replace(t)
			return out, out != t
		}},
		{"Sign has blanks around it.", func(t string) (string, bool) {
			out := strings.Trim(t, " \t\u00a0\u200b\ufeff")
			return out, out != t
		}},
		{"Sign has the breaks of a percent-encoded text in it.", func(t string) (string, bool) {
			out := strings.NewReplacer("%0D", "", "%0A", "", "%0d", "", "%0a", "").Replace(t)
			return out, out != t
		}},
	},
}

var signBase64URL = Cause{
	Code: "sign-base64url", Title: "Sign in the alphabet of URLs",
	Looks: "Sign has - and _ where base64 has + and /.",
	Why:   "AliKassa reads standard base64.",
	Fix:   "Use the standard encoder, not the one for URLs.",
	Fixes: base64Once,
	sign: []layer{{"Sign has - and _ where standard base64 has + and /.", func(t string) (string, bool) {
		out := strings.NewReplacer("-", "+", "_", "/").Replace(t)
		if rest := len(out) % 4; rest > 1 {
			out += strings.Repeat("=", 4-rest) // which encoders for URLs leave out
		}
		return out, strings.ContainsAny(t, "-_") && !strings.ContainsAny(t, "+/")
	}}},
}

var signPlusAsSpace = Cause{
	Code: "sign-plus-as-space", Title: "A plus in Sign became a blank",
	Looks: "Sign has blanks where base64 has +: it went through a form or a URL without being encoded.",
	Why:   "A decoder of forms reads + as a blank.",
	Fix:   "Send Sign in the header as it is; where it has to go through a form or a URL, percent-encode it first.",
	Fixes: base64Once,
	sign: []layer{{"Sign has blanks where base64 has +.", func(t string) (string, bool) {
		return strings.ReplaceAll(t, " ", "+"), strings.Contains(t, " ")
	}}},
}

var signPercentEncoded = Cause{
	Code: "sign-percent-encoded", Title: "Sign is percent-encoded",
	Looks: "Sign has %2B, %2F or %3D in it.",
	Why:   "A header is not decoded as a URL is; the escapes stay in it.",
	Fix:   "Take urlencode off: a header takes base64 as it is.",
	Fixes: base64Once,
	sign: []layer{
		{"Sign has %2B, %2F or %3D for +, / and =.", func(t string) (string, bool) {
			out := percentDecode(t)
			return out, out != t
		}},
	},
}

var signHex = Cause{
	Code: "sign-hex", Title: "Sign is hex",
	Looks: "Sign has the digits 0 to 9 and a to f alone, and twice as many as the signature has bytes.",
	Why:   "AliKassa reads base64: hex is other bytes to it.",
	Fix:   "Encode the signature's bytes as base64, not as hex.",
	Fixes: base64Once,
}

var signDoubleBase64 = Cause{
	Code: "sign-double-base64", Title: "Sign is base64 of base64",
	Looks: "Decoded once, Sign is text, and that text is base64 again.",
	Why:   "The signing function already gave base64, and it was encoded once more.",
	Fix:   "Encode once.",
	Fixes: base64Once,
}

var signQuoted = Cause{
	Code: "sign-quoted", Title: "Quotes around Sign",
	Looks: "Sign stands between quotes, or is b'…' as Python prints bytes.",
	Why:   "The quotes are part of the header's value, and no base64.",
	Fix:   "Put the text itself into the header: no JSON encoding, no str() of bytes.",
	Fixes: []Fix{
		{"Python", "b64encode gives bytes: decode them; str() would print b'…'.", "sign = base64.b64encode(signature).decode('utf-8')"},
		{"JavaScript", "No JSON.stringify around it.", "Sign: sign,"},
		{"PHP", "No json_encode around it.", "'Sign: ' . $sign,"},
	},
	sign: []layer{{"Sign stands between quotes.", func(t string) (string, bool) {
		out := t
		if len(out) > 2 && (out[0] == 'b' || out[0] == 'B') && (out[1] == '\'' || out[1] == '"') {
			out = out[1:]
		}
		out = strings.Trim(out, "\"'`,;\\«»“”‘’<>[]()")
		return out, out != t
	}}},
}

var signHeaderName = Cause{
	Code: "sign-header-name", Title: "A name in front of Sign",
	Looks: "The value of the header begins with Sign:, Bearer or the like.",
	Why:   "The value is the base64 alone.",
	Fix:   "Put the base64 alone into the header Sign.",
	Fixes: []Fix{
		{"PHP", "Once is enough.", "'Sign: ' . $sign,"},
		{"JavaScript", "The name is the key.", "Sign: sign,"},
		{"Python", "The name is the key.", "'Sign': sign,"},
	},
	sign: []layer{{"The name of a header, or Bearer, came along in front of Sign.", func(t string) (string, bool) {
		for _, name := range []string{"sign", "signature", "x-sign", "x-signature", "bearer", "basic", "authorization", "rsa", "rsa-sha1", "sha1", "sha-1", "sha1withrsa", "rsa-sha256", "sha256", "$sign", "\"sign\"", "'sign'", "base64"} {
			if len(t) > len(name) && strings.EqualFold(t[:len(name)], name) && strings.IndexByte(":= ,\t;", t[len(name)]) >= 0 {
				return strings.TrimLeft(t[len(name)+1:], " \t>:="), true
			}
		}
		return "", false
	}}},
}

var signEscaped = Cause{
	Code: "sign-escaped", Title: "Escapes in Sign",
	Looks: `Sign has \/ for /, or &#43; for +: it was copied out of JSON or HTML as it stood there.`,
	Why:   "A header is neither JSON nor HTML; the escapes stay in it.",
	Fix:   "Put the text itself into the header, not its JSON or HTML.",
	Fixes: base64Once,
	sign: []layer{{"Sign has the escapes of JSON or HTML in it.", func(t string) (string, bool) {
		out := strings.NewReplacer(`\/`, "/", `\u002b`, "+", `\u002B`, "+", `\u003d`, "=", `\u003D`, "=", `\u002f`, "/", `\u002F`, "/",
			"&#43;", "+", "&#x2B;", "+", "&#x2b;", "+", "&plus;", "+", "&#61;", "=", "&#x3D;", "=", "&#x3d;", "=", "&equals;", "=",
			"&#47;", "/", "&#x2F;", "/", "&#x2f;", "/", "&sol;", "/", "&quot;", "", "&#39;", "", "&#34;", "").Replace(t)
		return out, out != t
	}}},
}

var signAsText = Cause{
	Code: "sign-as-text", Title: "Sign went through a text encoding",
	Looks: "Decoded, Sign is UTF-8 text with U+FFFD or Latin letters in it, and longer than a signature.",
	Why:   "A signature is bytes, not text: turned into a string, the bytes that are no text are replaced, and most are lost.",
	Fix:   "Encode the bytes as base64 straight away, without making a string of them first.",
	Fixes: []Fix{
		{"Java", "No new String(sig.sign()).", "String sign = Base64.getEncoder().encodeToString(sig.sign());"},
		{"JavaScript", "No toString() of the buffer, and no btoa of text.", "const signature = signer.sign({ key: privateKeyPem, passphrase }, 'base64');"},
		{"PHP", "No utf8_encode or mb_convert_encoding of $sign.", "$sign = base64_encode($sign);"},
		{"Python", "No decode() before b64encode.", "sign = base64.b64encode(signature).decode('utf-8')"},
	},
}

var signByteOrder = Cause{
	Code: "sign-byte-order", Title: "Sign's bytes are in the reverse order",
	Looks: "Read backwards, the signature verifies: Windows' CryptoAPI gives it with the lowest byte first.",
	Why:   "A signature is a number whose highest byte comes first (RFC 8017, 4.1).",
	Fix:   "Reverse the bytes before you encode them as base64.",
}

var signLeadingZero = Cause{
	Code: "sign-leading-zero", Title: "A zero at the beginning of Sign was lost or added",
	Looks: "The signature is one byte shorter or longer than the key; one in 256 is refused, the others are accepted.",
	Why:   "The signature went through a number, which has no leading zeros, or has one for its sign.",
	Fix:   "Keep the signature as bytes, as long as the modulus.",
	Fixes: []Fix{{"Java", "No BigInteger in between.", "byte[] signature = sig.sign();"}},
}

var signTruncated = Cause{
	Code: "sign-truncated", Title: "Sign is cut",
	Looks: "Sign is shorter than the key's signatures are: often 255 characters, the length of a database column.",
	Why:   "A signature without its end verifies with nothing.",
	Fix:   "Send it whole: 344 characters for a key of 2048 bits. Look for a column or a buffer that is too short.",
	Fixes: base64Once,
	sign: []layer{{"The = at the end of Sign are missing.", func(t string) (string, bool) {
		digits := strings.TrimRight(t, "=")
		if len(digits)%4 < 2 || len(t)-len(digits) >= 4-len(digits)%4 || len(digits) < 64 {
			return "", false
		}
		return digits + strings.Repeat("=", 4-len(digits)%4), true
	}}},
}

var signExtraData = Cause{
	Code: "sign-extra-data", Title: "Something stands behind Sign",
	Looks: "Sign goes on after its end: more =, a second signature, a stray byte.",
	Why:   "A strict reader refuses what is longer than a signature.",
	Fix:   "Send the base64 of the signature and nothing behind it.",
	Fixes: base64Once,
	sign: []layer{
		{"Sign goes on after the = of its end.", func(t string) (string, bool) {
			i := strings.IndexByte(t, '=')
			if i < 64 {
				return "", false
			}
			end := i
			for end < len(t) && t[end] == '=' && end-i < (4-i%4)%4 {
				end++
			}
			return t[:end], end < len(t)
		}},
		{"Sign comes twice, with a comma between.", func(t string) (string, bool) {
			first, _, found := strings.Cut(t, ",")
			return strings.TrimRight(first, " "), found && len(first) > 64
		}},
		{"Sign has characters behind it that are none of base64's.", func(t string) (string, bool) {
			end := strings.LastIndexFunc(t, isBase64)
			return t[:end+1], end+1 < len(t) && end > 64
		}},
	},
}

func isBase64(r rune) bool {
	return r < utf8.RuneSelf && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("+/=", r))
}
