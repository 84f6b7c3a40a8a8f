package body

import "strconv"

// A layout tells how a language lays out the digits of a float.
type layout struct {
	fixedFrom, fixedTo int    // the decimal exponents that are written without an exponent
	wholeTo            int    // the highest for a whole number, where it is another; 0: fixedTo
	point              bool   // a whole number ends in ".0"
	mantissaPoint      bool   // a single digit before an exponent has ".0"
	e                  string // what stands before an exponent
	plus               bool   // a positive exponent has its sign
	padded             bool   // an exponent has at least two digits
}

// append appends the number d.ddd × 10^exponent, of these digits.
func (l *layout) append(dst, digits []byte, exponent int) []byte {
	before := exponent + 1 // the number of digits before the point
	fixedTo := l.fixedTo
	if l.wholeTo > 0 && before >= len(digits) {
		fixedTo = l.wholeTo
	}
	switch {
	case exponent < l.fixedFrom || exponent > fixedTo:
		return l.appendScientific(dst, digits, exponent)
	case before <= 0:
		dst = append(dst, "0."...)
		dst = appendZeros(dst, -before)
		return append(dst, digits...)
	case before < len(digits):
		dst = append(dst, digits[:before]...)
		dst = append(dst, '.')
		return append(dst, digits[before:]...)
	}
	dst = append(dst, digits...)
	dst = appendZeros(dst, before-len(digits))
	if l.point {
		dst = append(dst, ".0"...)
	}
	return dst
}

func appendZeros(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, '0')
	}
	return dst
}

func (l *layout) appendScientific(dst, digits []byte, exponent int) []byte {
	dst = append(dst, digits[0])
	if len(digits) > 1 {
		dst = append(dst, '.')
		dst = append(dst, digits[1:]...)
	} else if l.mantissaPoint {
		dst = append(dst, ".0"...)
	}
	dst = append(dst, l.e...)
	if exponent < 0 {
		dst = append(dst, '-')
		exponent = -exponent
	} else if l.plus {
		dst = append(dst, '+')
	}
	if exponent < 10 && l.padded {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(exponent), 10)
}
