package operation

import "strings"

// number is the value of a decimal spelling: 0.digits × 10^point, digits
// having zeros at neither end. Zero has no digits.
type number struct {
	digits   string
	point    int
	negative bool
}

// maxExponent is where exponents are cut off: far beyond any field's range,
// and far below what could overflow an int.
const maxExponent = 1 << 24

// safeDigits is how many decimal digits fit an int64 whatever they are.
const safeDigits = 18

// readNumber reads a number as JSON spells it, leading zeros allowed, in time
// linear in its length.
func readNumber(s string) (n number, ok bool) {
	rest, negative := strings.CutPrefix(s, "-")
	mantissa, exponent, hasExponent := cutExponent(rest)
	whole, fraction, hasFraction := strings.Cut(mantissa, ".")
	if !allDigits(whole) || hasFraction && !allDigits(fraction) {
		return number{}, false
	}
	shift := 0
	if hasExponent {
		if shift, ok = readExponent(exponent); !ok {
			return number{}, false
		}
	}
	n.negative = negative
	digits := strings.TrimRight(whole+fraction, "0")
	n.digits = strings.TrimLeft(digits, "0")
	n.point = len(whole) + shift - (len(digits) - len(n.digits))
	if n.digits == "" {
		n.point = 0
	}
	return n, true
}

// whole returns how many digits the number has before the point, and decimals
// how many after it.
func (n number) whole() int    { return max(n.point, 0) }
func (n number) decimals() int { return max(len(n.digits)-n.point, 0) }

// int64 returns the value, and whether it is a whole number that fits.
func (n number) int64() (i int64, ok bool) {
	if n.decimals() > 0 || n.point > safeDigits {
		return 0, false
	}
	for at := range n.point {
		i *= 10
		if at < len(n.digits) {
			i += int64(n.digits[at] - '0')
		}
	}
	if n.negative {
		i = -i
	}
	return i, true
}

func cutExponent(s string) (mantissa, exponent string, found bool) {
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

func readExponent(s string) (exponent int, ok bool) {
	digits, negative := strings.CutPrefix(s, "-")
	if !negative {
		digits = strings.TrimPrefix(digits, "+")
	}
	if !allDigits(digits) {
		return 0, false
	}
	for _, c := range []byte(digits) {
		exponent = min(exponent*10+int(c-'0'), maxExponent)
	}
	if negative {
		exponent = -exponent
	}
	return exponent, true
}

// allDigits tells whether s is one ASCII digit or more.
func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// value returns the value of a few digits.
func value(digits string) (n int) {
	for _, c := range []byte(digits) {
		n = n*10 + int(c-'0')
	}
	return n
}
