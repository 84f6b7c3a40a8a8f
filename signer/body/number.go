package body

import (
	"math"
	"strconv"
	"strings"
)

// numbers tells what a language makes of a number's spelling.
type numbers struct {
	integers       integers
	maxDigits      int                                       // of an integer; 0: any number
	maxFloatDigits int                                       // of a float, those of its exponent counted; 0: any number
	float          func(spelling string) float64             // reads what is no integer
	digits         func(buf []byte, f float64) ([]byte, int) // the digits that are written; nil: the shortest
	layout         layout
	infinity       string // what is written for a float beyond the largest
	refusal        string // where nothing is: what happens instead
	unsignedZero   bool   // -0.0 is written without its sign
}

// integers tells which spellings without point and exponent are integers to a
// language; the others are floats.
type integers uint8

const (
	none      integers = iota // all numbers are floats
	ofInt64                   // what fits in 64 bits
	ofAnySize                 // all
)

// integer tells whether a spelling is an integer to the language.
func (n *numbers) integer(spelling string) bool {
	if n.integers == none || strings.ContainsAny(spelling, ".eE") {
		return false
	}
	const always = 18 // as many digits fit in 64 bits, whatever they are
	if n.integers == ofAnySize || len(spelling) <= always {
		return true
	}
	_, err := strconv.ParseInt(spelling, 10, 64)
	return err == nil
}

// appendInteger appends an integer: JSON spells it as all languages do, but for
// its zero with a sign.
func appendInteger(dst []byte, spelling string) []byte {
	if spelling == "-0" {
		spelling = "0"
	}
	return append(dst, spelling...)
}

// tooLong tells whether a spelling has more digits than the language reads, and
// how many it reads.
func (n *numbers) tooLong(spelling string, integer bool) (most int, tooLong bool) {
	most = n.maxFloatDigits
	if integer {
		most = n.maxDigits
	}
	if most == 0 || len(spelling) <= most {
		return most, false
	}
	digits := 0
	for _, c := range []byte(spelling) {
		if isDigit(c) {
			digits++
		}
	}
	return most, digits > most
}

// appendFloat appends what the language writes of the float with this
// spelling; false if it refuses.
func (n *numbers) appendFloat(dst []byte, spelling string) ([]byte, bool) {
	f := n.float(spelling)
	negative := math.Signbit(f)
	f = math.Abs(f)
	if math.IsInf(f, 1) {
		if n.refusal != "" {
			return dst, false
		}
		return n.appendInfinity(dst, negative), true
	}
	if negative && !(f == 0 && n.unsignedZero) {
		dst = append(dst, '-')
	}
	digits := n.digits
	if digits == nil {
		digits = shortest
	}
	var buf [32]byte
	d, exponent := digits(buf[:0], f)
	return n.layout.append(dst, d, exponent), true
}

// appendInfinity appends the style's word, with a sign where it has room for
// one: inside its quotes.
func (n *numbers) appendInfinity(dst []byte, negative bool) []byte {
	if word, quoted := strings.CutPrefix(n.infinity, `"`); quoted && negative {
		return append(append(dst, `"-`...), word...)
	}
	return append(dst, n.infinity...)
}

// shortest returns the fewest digits that give f back, the nearest to f of
// these, as d.ddd × 10^exponent. f is not negative.
func shortest(buf []byte, f float64) (digits []byte, exponent int) {
	s := strconv.AppendFloat(buf, f, 'e', -1, 64) // d.ddde±dd
	e := len(s) - 1
	for s[e] != 'e' {
		e--
	}
	for _, c := range s[e+2:] {
		exponent = exponent*10 + int(c-'0')
	}
	if s[e+1] == '-' {
		exponent = -exponent
	}
	if e == 1 {
		return s[:1], exponent
	}
	return append(s[:1], s[2:e]...), exponent
}
