package body

import "strconv"

// A floatLayout tells how a language lays out the digits of a float.
type floatLayout struct {
	fixedFrom, fixedTo int  // the decimal exponents written without an exponent
	point              bool // a whole number is written with ".0"
	mantissaPoint      bool // so is the whole mantissa before an exponent
	plus               bool // a positive exponent has a plus
	exponentDigits     int  // the least number of an exponent's digits
}

var (
	phpFloat    = floatLayout{fixedFrom: -4, fixedTo: 16, mantissaPoint: true, plus: true, exponentDigits: 1}
	nodeFloat   = floatLayout{fixedFrom: -6, fixedTo: 20, plus: true, exponentDigits: 1}
	pythonFloat = floatLayout{fixedFrom: -4, fixedTo: 15, point: true, plus: true, exponentDigits: 2}
)

// append appends the shortest digits that give f back, laid out.
func (l *floatLayout) append(dst []byte, f float64) []byte {
	var buf [32]byte
	s := strconv.AppendFloat(buf[:0], f, 'e', -1, 64) // "-d.ddde±dd"
	if s[0] == '-' {
		dst = append(dst, '-')
		s = s[1:]
	}
	e := len(s) - 1
	for s[e] != 'e' {
		e--
	}
	exponent, _ := strconv.Atoi(string(s[e+1:]))
	digits := s[:1]
	if e > 1 {
		copy(s[1:], s[2:e])
		digits = s[:e-1]
	}
	return l.layOut(dst, digits, exponent)
}

// layOut appends the number d.ddd × 10^exponent, of these digits.
func (l *floatLayout) layOut(dst, digits []byte, exponent int) []byte {
	whole := exponent + 1 // the number of digits before the point
	switch {
	case exponent < l.fixedFrom || exponent > l.fixedTo:
		return l.scientific(dst, digits, exponent)
	case whole <= 0:
		dst = append(dst, '0', '.')
		for range -whole {
			dst = append(dst, '0')
		}
		return append(dst, digits...)
	case whole < len(digits):
		dst = append(dst, digits[:whole]...)
		dst = append(dst, '.')
		return append(dst, digits[whole:]...)
	}
	dst = append(dst, digits...)
	for range whole - len(digits) {
		dst = append(dst, '0')
	}
	if l.point {
		dst = append(dst, '.', '0')
	}
	return dst
}

func (l *floatLayout) scientific(dst, digits []byte, exponent int) []byte {
	dst = append(dst, digits[0])
	if len(digits) > 1 {
		dst = append(dst, '.')
		dst = append(dst, digits[1:]...)
	} else if l.mantissaPoint {
		dst = append(dst, '.', '0')
	}
	dst = append(dst, 'e')
	if exponent < 0 {
		dst = append(dst, '-')
		exponent = -exponent
	} else if l.plus {
		dst = append(dst, '+')
	}
	if exponent < 10 && l.exponentDigits > 1 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(exponent), 10)
}
