package recipes

import "github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"

// carrying are the mistakes of Sign on its way into the header.
func carrying() []single {
	var list []single
	add := func(causes, language, fault, sign string, more ...func(*single)) {
		s := single{causes: causes, language: language, fault: fault, sign: ways[language].signature() + " | " + sign}
		for _, m := range more {
			m(&s)
		}
		list = append(list, s)
	}
	lost := func(s *single) { s.unknown = true }
	none := func(s *single) { s.unknown, s.verdict = true, mistakes.Unreadable }
	small := func(s *single) { s.key = "rsa-1024" }
	large := func(s *single) { s.key = "rsa-3072" }
	two := func(s *single) { s.most = 2 }
	one := func(s *single) { s.most = 1 }
	note := func(text string) func(*single) { return func(s *single) { s.note = text } }

	add("sign-line-breaks", "php", "chunk-split", "chunk-split", note("76 characters and CRLF, one at the end too"))
	add("sign-line-breaks", "php", "chunk-split-64", "chunk-split-64", small)
	add("sign-line-breaks", "node", "lines-64", "base64 | lines", large)
	add("sign-line-breaks", "python", "encodebytes", "encodebytes")
	add("sign-line-breaks", "python", "b2a-base64", "b2a", note("one line feed, at the end"))
	add("sign-line-breaks", "java", "mime-encoder", "mime")
	add("sign-line-breaks", "go", "pem", "pem")
	add("sign-line-breaks", "ruby", "encode64", "encode64", note("60 characters a line"))
	add("sign-line-breaks", "shell", "base64", "base64-lines")
	add("sign-line-breaks", "shell", "openssl-base64", "openssl-base64")
	add("sign-line-breaks", "shell", "openssl-base64-crlf", "openssl-base64-crlf", two)

	add("sign-base64url", "php", "strtr", "base64url")
	add("sign-base64url", "php", "strtr-unpadded", "base64url-unpadded", note("as JWT has it; the missing = belong to it"))
	add("sign-base64url", "node", "base64url", "base64url")
	add("sign-base64url", "python", "urlsafe", "urlsafe")
	add("sign-base64url", "python", "urlsafe-unpadded", "urlsafe-unpadded", small)
	add("sign-base64url", "java", "url-encoder", "base64url", large)
	add("sign-base64url", "java", "url-encoder-unpadded", "base64url-unpadded", two)
	add("sign-base64url", "go", "url-encoding", "base64url", two)
	add("sign-base64url", "go", "raw-url-encoding", "base64url-raw", two)
	add("sign-base64url", "ruby", "urlsafe-encode64", "urlsafe_encode64", two)

	add("sign-plus-as-space", "php", "parse-str", "base64 | form")
	add("sign-plus-as-space", "php", "urldecode", "base64 | urldecode", small)
	add("sign-plus-as-space", "node", "search-params", "base64 | form")
	add("sign-plus-as-space", "python", "unquote-plus", "base64 | unquote-plus")
	add("sign-plus-as-space", "python", "parse-qs", "base64 | parse-qs", two)
	add("sign-plus-as-space", "java", "url-decoder", "base64 | url-decode")
	add("sign-plus-as-space", "go", "parse-query", "base64 | form", large)
	add("sign-plus-as-space", "ruby", "unescape", "strict_encode64 | unescape", two)
	add("sign-plus-as-space", "shell", "curl-form", "base64-one-line | curl-form", note("curl -d sign=… sends + as it is, and the form's reader takes it for a blank"))

	add("sign-percent-encoded", "php", "urlencode", "base64 | urlencode")
	add("sign-percent-encoded", "node", "encode-uri-component", "base64 | encode-uri-text", small)
	add("sign-percent-encoded", "python", "quote", "base64 | quote")
	add("sign-percent-encoded", "java", "url-encoder", "base64 | url-encode")
	add("sign-percent-encoded", "go", "query-escape", "base64 | query-escape")
	add("sign-percent-encoded", "ruby", "cgi-escape", "strict_encode64 | escape", large)
	add("sign-percent-encoded", "shell", "curl-data-urlencode", "base64-one-line | urlencoded", two)
	add("sign-percent-encoded", "php", "urlencode-twice", "base64 | urlencode | urlencode", two, note("%252B"))

	add("sign-hex", "php", "bin2hex", "hex")
	add("sign-hex", "php", "bin2hex-upper", "hex | upper-text")
	add("sign-hex", "node", "hex", "hex", small)
	add("sign-hex", "python", "hexlify", "hexlify", large)
	add("sign-hex", "java", "hex-format", "hex")
	add("sign-hex", "java", "hex-format-upper", "HEX", two)
	add("sign-hex", "go", "hex", "hex", two)
	add("sign-hex", "ruby", "unpack", "hex", two)
	add("sign-hex", "shell", "xxd", "hex", two)
	add("sign-hex", "shell", "hex-colons", "hex-colons", two)

	add("sign-double-base64", "php", "base64-twice", "base64 | base64")
	add("sign-double-base64", "node", "base64-twice", "base64 | base64", small)
	add("sign-double-base64", "python", "base64-twice", "base64 | base64")
	add("sign-double-base64", "java", "base64-twice", "base64 | base64", large)
	add("sign-double-base64", "go", "base64-twice", "base64 | base64")
	add("sign-double-base64", "ruby", "base64-twice", "strict_encode64 | strict_encode64")
	add("sign-double-base64", "shell", "base64-twice", "base64-one-line | base64-one-line", two)

	add("sign-quoted", "php", "json-encode", "base64 | quote")
	add("sign-quoted", "php", "var-export", "base64 | single-quote")
	add("sign-quoted", "node", "json-stringify", "base64 | quote", large)
	add("sign-quoted", "python", "str-bytes", "str-bytes", note("str() of bytes: b'…'"))
	add("sign-quoted", "python", "json-dumps", "base64 | json-text")
	add("sign-quoted", "python", "repr", "base64 | repr-text", small)
	add("sign-quoted", "java", "jackson", "base64 | json-text")
	add("sign-quoted", "go", "sprintf-q", "base64 | sprintf-q")
	add("sign-quoted", "ruby", "inspect", "strict_encode64 | inspect")
	add("sign-quoted", "shell", "curl-header-quoted", "base64-one-line | curl-header-quoted")

	add("sign-header-name", "php", "header", "base64 | header")
	add("sign-header-name", "php", "bearer", "base64 | bearer")
	add("sign-header-name", "node", "header", "base64 | header", small)
	add("sign-header-name", "node", "bearer", "base64 | bearer")
	add("sign-header-name", "python", "header", "base64 | header")
	add("sign-header-name", "java", "bearer", "base64 | bearer", large)
	add("sign-header-name", "go", "header", "base64 | header", two)
	add("sign-header-name", "ruby", "bearer", "strict_encode64 | bearer", two)
	add("sign-header-name", "shell", "curl-header-twice", "base64-one-line | curl-header-name-twice")

	add("sign-escaped", "php", "json-encode", "base64 | json-escaped", note("\\/ as in JSON"))
	add("sign-escaped", "go", "html-template", "base64 | html-template", note("&#43; as in HTML"))

	add("sign-byte-order", "php", "strrev", "reversed | base64", note("as Windows' CryptoAPI gives it"))
	add("sign-byte-order", "node", "reverse", "reversed | base64", small)
	add("sign-byte-order", "python", "reversed", "reversed | base64")
	add("sign-byte-order", "go", "reverse", "reversed | base64", large)

	for _, c := range []struct{ language, fault, sign string }{
		{"php", "hash-hmac", "hmac-hex:sha256"}, {"php", "hash-hmac-raw", "hmac-raw:sha1 | base64"}, {"php", "sha1", "digest-hex:sha1"},
		{"node", "create-hmac", "hmac-hex:sha256"}, {"node", "create-hmac-base64", "hmac-raw:sha256 | base64"}, {"node", "create-hash", "digest-hex:sha1"},
		{"python", "hmac", "hmac-hex:sha512"}, {"python", "sha256", "digest-hex:sha256"}, {"go", "hmac", "hmac | base64"}, {"java", "message-digest", "digest-hex:SHA-1"},
		{"ruby", "hmac", "hmac:SHA256"}, {"shell", "hmac", "hmac:sha256"}, {"php", "md5", "digest-hex:md5"},
	} {
		list = append(list, single{causes: "sign-no-signature", language: c.language, fault: c.fault, sign: c.sign, unknown: true, most: 2})
	}

	add("sign-as-text", "node", "to-string", "utf8 | base64", lost, note("every byte that is no UTF-8 became U+FFFD: nothing brings it back"))
	add("sign-as-text", "node", "to-string-unencoded", "utf8", lost, two)
	add("sign-as-text", "python", "decode-replace", "utf8-replace", lost, two)
	add("sign-as-text", "python", "decode-replace-base64", "utf8-replace | base64", lost)
	add("sign-as-text", "java", "new-string", "new-string-utf8", lost, two)
	add("sign-as-text", "java", "new-string-base64", "string-utf8-bytes | base64", lost)
	add("sign-as-text", "go", "to-valid-utf8", "to-valid-utf8 | base64", lost, two)
	add("sign-as-text", "ruby", "scrub", "scrub | strict_encode64", lost, two)
	add("sign-as-text", "php", "json-substitute", "json-substitute | base64", lost, two)
	add("sign-as-text", "php", "utf8-encode", "binary-as-latin1 | base64", note("each byte became a character: that can be undone"))
	add("sign-as-text", "node", "latin1", "latin1 | base64")
	add("sign-as-text", "python", "decode-latin1", "latin1 | base64", small)
	add("sign-as-text", "java", "new-string-latin1", "new-string-latin1 | base64", large)
	add("sign-as-text", "ruby", "latin1", "latin1 | strict_encode64", two)

	add("sign-truncated", "php", "column-255", "base64 | column:255", lost, note("a database's VARCHAR(255)"))
	add("sign-truncated", "php", "column-255-3072", "base64 | column:255", lost, large, two)
	add("sign-truncated", "php", "column-100-1024", "base64 | column:100", lost, small, two)
	add("sign-truncated", "node", "slice", "base64 | slice:340", lost)
	add("sign-truncated", "node", "cut-end", "base64 | cut:7", lost, two)
	add("sign-truncated", "python", "cut-bytes", "cut-bytes:2 | base64", lost, two)
	add("sign-truncated", "java", "substring", "base64 | substring:200", lost, two)
	add("sign-truncated", "go", "slice", "base64 | slice:128", lost, two)
	add("sign-truncated", "shell", "first-line", "base64-lines | first-line", lost, note("only the first of base64's lines"))
	add("sign-truncated", "php", "padding-trimmed", "base64 | rtrim-padding", note("the missing = can be put back"))
	add("sign-truncated", "java", "without-padding", "base64-unpadded")
	add("sign-truncated", "go", "raw-std-encoding", "base64-raw", small)
	add("sign-truncated", "ruby", "padding-deleted", "strict_encode64 | chomp-padding", two)

	add("sign-extra-data", "php", "nul", "nul | base64")
	add("sign-extra-data", "node", "nul", "concat | base64", small)
	add("sign-extra-data", "node", "line-end-bytes", "extra-bytes | base64")
	add("sign-extra-data", "python", "garbage", "extra:deadbeef | base64")
	add("sign-extra-data", "java", "longer-buffer", "longer-buffer:16 | base64", note("a buffer that is longer than the signature"))
	add("sign-extra-data", "java", "buffer-512", "longer-buffer:256 | base64", two)
	add("sign-extra-data", "go", "appended-zero", "append-zero | base64", large)
	add("sign-extra-data", "node", "padding-more", "base64 | pad", note("more = than there may be"))
	add("sign-extra-data", "go", "header-added-twice", "base64 | twice", note("Header.Add of the same header: joined with a comma"))
	add("sign-extra-data", "python", "joined-twice", "base64 | twice", two)
	add("sign-extra-data", "php", "concatenated-twice", "base64 | twice", two)

	add("sign-not-base64", "python", "base32", "b32", one, note("base32, which can be read"))
	add("sign-not-base64", "python", "base85", "b85", none, two)
	add("sign-not-base64", "python", "none", "none", none, one)
	add("sign-not-base64", "java", "arrays-to-string", "arrays-to-string", none, two)
	add("sign-not-base64", "java", "null", "null", none, one)
	add("sign-not-base64", "node", "undefined", "undefined", none, one)
	add("sign-not-base64", "node", "object", "object-string", none, one)
	add("sign-not-base64", "shell", "curl-header-literal", "curl-header-literal", none, one, note("single quotes: the variable was not filled in"))
	add("sign-not-base64", "shell", "curl-header-command", "curl-header-command", none, one)

	add("sign-private-key", "php", "pem", "private-key", none, two, note("the file in place of what it signs, its line breaks taken out"))
	add("sign-private-key", "python", "pem-base64", "private-key | base64", none, one)
	add("sign-private-key", "python", "der-base64", "private-key-der | base64", none, one, small)

	add("sign-empty", "php", "undefined-variable", "empty", none, two)
	add("sign-empty", "node", "empty", "empty", none, one)
	add("sign-empty", "python", "empty", "empty", none, one)
	add("sign-empty", "go", "error-ignored", "empty", none, two, note("the error was not looked at"))
	add("sign-empty", "ruby", "nil", "nil", none, one)
	add("sign-empty", "shell", "curl-header-unset", "curl-header-unset", none, two, note("curl does not send an empty header"))

	return append(list, leadingZeros()...)
}

// signature is the way up to the signature's bytes.
func (w way) signature() string {
	for i := len(w.sign) - 1; ; i-- {
		if w.sign[i] == '|' {
			return w.sign[:i-1]
		}
	}
}

// leadingZeros are signatures that went through a number. seek-zero finds an
// order_id with which the signature begins with a zero byte.
func leadingZeros() []single {
	var list []single
	for _, z := range []struct{ language, fault, write, sign, key string }{
		{"php", "ltrim-zero", "decode | json", "sign:sha1 | ltrim-zero | base64", "rsa-1024"},
		{"node", "bigint", "decode | json", "sign:sha1 | number-bytes | base64", "rsa-1024"},
		{"python", "int-to-bytes", "decode | json", "sign:sha1 | number-bytes | base64", "rsa-1024"},
		{"java", "big-integer-short", "decode | json", "sign:SHA1withRSA | big-integer | base64", "rsa-1024"},
		{"go", "big-int", "decode | json", "sign:sha1 | big-int | base64", "rsa-2048"},
		{"ruby", "bignum", "decode | json", "sign:SHA1 | bignum | strict_encode64", "rsa-1024"},
	} {
		list = append(list, single{
			causes: "sign-leading-zero", language: z.language, fault: z.fault, key: z.key, sign: z.sign, most: 3,
			sent: "decode | seek-zero | json", on: "documented status floats", note: "a number has no leading zeros",
		})
	}
	return append(list, single{
		causes: "sign-leading-zero", language: "java", fault: "big-integer-long", sign: "sign:SHA1withRSA | big-integer | base64",
		sent: "decode | seek-high | json", on: "documented status payout", note: "BigInteger.toByteArray has a zero in front where the highest bit is set",
	}, single{
		causes: "sign-leading-zero", language: "python", fault: "signed-to-bytes", sign: "sign:sha1 | signed-number-bytes | base64",
		sent: "decode | seek-high | json", on: "documented wide-9 floats",
	})
}
