package notification

import (
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// inexact returns the first field with a number that PHP cannot hold, and what
// PHP writes for it: a signature over that proves none of the numbers that PHP
// takes for the same. The name is empty where all are exact.
func inexact(members []member, f *Form) (name, written string) {
	if f.types != asSent {
		return "", ""
	}
	for i := range members {
		if members[i].json == "" {
			continue
		}
		var written []byte
		sent, err := body.Parse([]byte(members[i].json))
		if err == nil {
			written, err = body.Append(nil, sent, f.style)
		}
		var signed *body.Value
		if err == nil {
			signed, err = body.Parse(written)
		}
		if err != nil || !sameNumbers(sent, signed) {
			return members[i].name, string(written)
		}
	}
	return "", ""
}

// sameNumbers tells whether two values of one shape have the same numbers.
func sameNumbers(a, b *body.Value) bool {
	if a.Kind() == body.Number {
		return b.Kind() == body.Number && decimalOf(a.Text()) == decimalOf(b.Text())
	}
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if !sameNumbers(a.Item(i), b.Item(i)) {
			return false
		}
	}
	return true
}

// A decimal is a number as 0.digits × 10^exponent, without zeros at either end
// of its digits.
type decimal struct {
	negative bool
	digits   string
	exponent int
}

func decimalOf(spelling string) decimal {
	number, negative := strings.CutPrefix(spelling, "-")
	number, power, _ := strings.Cut(strings.ToLower(number), "e")
	whole, fraction, _ := strings.Cut(number, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	exponent, _ := strconv.Atoi(power) // of what PHP cannot hold there is nothing to compare
	exponent += len(digits) - len(fraction)
	digits = strings.TrimRight(digits, "0")
	if digits == "" {
		return decimal{}
	}
	return decimal{negative, digits, exponent}
}
