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
	// beside the flag that makes errors exceptions
	arguments: func(flags string) string { return " | " + flags },
	fill: func(v *body.Value, style string) ([]string, error) {
		data, err := phpSyntax.literal(v, style, 0)
		return []string{"data", data}, err
	},
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

// phpSingle is for texts of plain characters: between single quotes nothing is
// expanded. phpDouble can name the others.
var (
	phpSingle = quoting{delimiter: '\'', backslash: `'\`}
	phpDouble = quoting{
		delimiter: '"',
		backslash: `"\$`,
		codes:     []code{{0x7F, `\x`, 2, 4, ""}, {0x10FFFF, `\u{`, 4, 4, "}"}},
	}
)

func phpString(dst []byte, text string) []byte {
	if allPlain(text) {
		return phpSingle.append(dst, text)
	}
	return phpDouble.append(dst, text)
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
