package request

import (
	_ "embed"
	"math"
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/php.tmpl
var phpTemplate string

var phpProgram = program{
	style:    "php",
	comment:  "//",
	template: phpTemplate,
	fill: func(v *body.Value, style string) ([]string, error) {
		data, err := phpSyntax.literal(v, style, 0)
		return []string{"{{data}}", data, "{{flags}}", phpFlags[style]}, err
	},
}

// phpFlags are json_encode's for each of PHP's styles, beside the one that
// makes errors exceptions.
var phpFlags = map[string]string{
	"php-unescaped-unicode": " | JSON_UNESCAPED_UNICODE",
	"php-unescaped-slashes": " | JSON_UNESCAPED_SLASHES",
	"php-unescaped":         " | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES",
}

// phpSyntax builds arrays, as json_decode($text, true) does. A name that is
// spelt like an integer becomes one in both.
var phpSyntax = syntax{
	object: braces("[", " => ", "]", phpString),
	array:  [2]string{"[", "]"},
	null:   "null", yes: "true", no: "false",
	indent: "    ",
	text:   phpString,
	number: phpNumber,
}

// phpString prefers single quotes, between which nothing is expanded.
func phpString(dst []byte, text string) []byte {
	for _, r := range text {
		if !plain(r) {
			return quoted(dst, text, '"', phpEscape)
		}
	}
	return quoted(dst, text, '\'', func(dst []byte, r rune) []byte {
		if r == '\'' || r == '\\' {
			dst = append(dst, '\\')
		}
		return append(dst, string(r)...)
	})
}

func phpEscape(dst []byte, r rune) []byte {
	switch {
	case r == '"' || r == '\\' || r == '$':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\r':
		return append(dst, `\r`...)
	case r == '\t':
		return append(dst, `\t`...)
	case plain(r):
		return append(dst, string(r)...)
	case r < 0x80:
		return hex(append(dst, `\x`...), r, 2)
	}
	return append(hex(append(dst, `\u{`...), r, hexWidth(r)), '}')
}

// phpNumber takes care of two integers that json_decode tells apart from
// floats, and PHP's parser does not.
func phpNumber(dst []byte, spelling, written string) []byte {
	n, err := strconv.ParseInt(spelling, 10, 64)
	switch {
	case err != nil || spelling == "-0":
		return withPoint(dst, written)
	case n == math.MinInt64:
		return append(dst, "PHP_INT_MIN"...)
	}
	return append(dst, spelling...)
}
