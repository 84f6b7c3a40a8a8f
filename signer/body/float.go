package body

import (
	"math"
	"strconv"
	"strings"
)

// The float nearest to a decimal spelling is the same in every language, but
// for spellings of hundreds of digits: there each has limits of its own, and
// only a spelling of that length pays for them here.

// strconvDigits is the number of digits that strconv reads in full. Of more it
// may lose count, unless they stand behind the point.
const strconvDigits = 800

// exact reads a float as Node, Python and Java do: to the nearest, whatever the
// length.
func exact(spelling string) float64 {
	if len(spelling) <= strconvDigits {
		return goFloat(spelling)
	}
	return parseDecimal(spelling).float()
}

// goFloat reads a float as Go does, and so with strconv's limits; up to
// strconvDigits this is the nearest.
func goFloat(spelling string) float64 {
	f, _ := strconv.ParseFloat(spelling, 64) // the one error is "out of range", with ±Inf
	return f
}

// cappedExponent reads a float as PHP does, whose strtod takes every exponent
// beyond 19999 for 19999.
func cappedExponent(spelling string) float64 {
	if len(spelling) <= strconvDigits {
		return goFloat(spelling)
	}
	d := parseDecimal(spelling)
	d.exponent = max(-19999, min(d.exponent, 19999))
	return d.float()
}

// rubyFloat reads a float as Ruby does: with the same strtod as PHP, changed to
// drop fraction digits once it has more than 60 digits.
func rubyFloat(spelling string) float64 {
	const most = 60
	if len(spelling) <= most {
		return goFloat(spelling)
	}
	d := parseDecimal(spelling)
	d.exponent = max(-19999, min(d.exponent, 19999))
	kept := len(strings.TrimLeft(d.whole, "0"))
	for i := 0; i < len(d.fraction); i++ {
		// Zeros count only once a digit follows them.
		zeros := len(d.fraction[i:]) - len(strings.TrimLeft(d.fraction[i:], "0"))
		if kept > most || i+zeros == len(d.fraction) {
			d.fraction = d.fraction[:i]
			break
		}
		if kept > 0 {
			kept += zeros
		}
		kept++
		i += zeros
	}
	return d.float()
}

// A decimal is a spelling taken apart.
type decimal struct {
	negative        bool
	whole, fraction string
	exponent        int // as it is spelt, at most ±maxExponent
}

// maxExponent is more than the digits of any text can make up for.
const maxExponent = 4 * MaxSize

func parseDecimal(spelling string) (d decimal) {
	mantissa, exponent := spelling, ""
	if e := strings.IndexAny(spelling, "eE"); e >= 0 {
		mantissa, exponent = spelling[:e], spelling[e+1:]
	}
	mantissa, d.negative = strings.CutPrefix(mantissa, "-")
	d.whole, d.fraction, _ = strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(exponent, "+-")
	for _, c := range []byte(digits) {
		d.exponent = min(d.exponent*10+int(c-'0'), maxExponent)
	}
	if strings.HasPrefix(exponent, "-") {
		d.exponent = -d.exponent
	}
	return d
}

// float returns the nearest float: of 0.ddd × 10^x, where no zeros lead, x
// decides alone as soon as it is large.
func (d decimal) float() float64 {
	all := d.whole + d.fraction
	digits := strings.TrimLeft(all, "0")
	x := d.exponent + len(d.whole) - (len(all) - len(digits))
	x = max(-1000, min(x, 1000))
	f := 0.0
	if digits != "" {
		f = goFloat("0." + digits + "e" + strconv.Itoa(x))
	}
	if d.negative {
		return math.Copysign(f, -1)
	}
	return f
}
