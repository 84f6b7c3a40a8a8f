package body

import (
	"math"
	"math/big"
	"math/bits"
)

// javaDigits returns the digits that Double.toString of a JDK up to 18 writes,
// as d.ddd × 10^exponent. They are not always the shortest: 2e23 comes as
// 1.9999999999999998E23, and 5e-324 as 4.9E-324 (JDK-4511638, mended in JDK 19).
// What is written is decided by a search for the first digits that fall within
// the float's neighbourhood, in 32 bits, in 64 or in any number of them, with
// conditions that differ a little between the three. f is finite and not
// negative.
func javaDigits(buf []byte, f float64) (digits []byte, exponent int) {
	if f == 0 {
		return append(buf, '0'), 0
	}
	x := takeApart(f)
	if x.exponent <= 62 && x.fractionBits() == 0 {
		return x.wholeDigits(buf)
	}
	return x.searchDigits(buf)
}

// A binary64 is significand × 2^(exponent-52), the significand's highest bit
// being bit 52.
type binary64 struct {
	significand uint64
	exponent    int
	precision   int // the significand's bits that count: 53, or fewer for a subnormal float
}

func takeApart(f float64) binary64 {
	b := math.Float64bits(f)
	x := binary64{significand: b & (1<<52 - 1), exponent: int(b>>52) - 1023, precision: 53}
	if x.exponent == -1023 {
		shift := bits.LeadingZeros64(x.significand) - 11
		x.significand <<= shift
		x.exponent = -1022 - shift
		x.precision = 53 - shift
		return x
	}
	x.significand |= 1 << 52
	return x
}

// used returns the number of bits from the highest to the lowest that is set.
func (x binary64) used() int { return 53 - bits.TrailingZeros64(x.significand) }

// fractionBits returns how many of these stand behind the binary point.
func (x binary64) fractionBits() int { return max(0, x.used()-x.exponent-1) }

// wholeDigits returns the digits of an integer below 2^63, without those that
// the float cannot tell apart.
func (x binary64) wholeDigits(buf []byte) ([]byte, int) {
	var n uint64
	if x.exponent >= 52 {
		n = x.significand << (x.exponent - 52)
	} else {
		n = x.significand >> (52 - x.exponent)
	}
	dropped := 0
	if p := x.exponent - x.precision - 1; p > 3 {
		dropped = p * 30103 / 100000 // log10(2)
		power := pow10(dropped)
		rest := n % power
		n /= power
		if rest >= power/2 {
			n++
		}
	}
	for n%10 == 0 {
		n /= 10
		dropped++
	}
	digits := appendUint(buf, n)
	return digits, len(digits) - 1 + dropped
}

func appendUint(buf []byte, n uint64) []byte {
	if n >= 10 {
		buf = appendUint(buf, n/10)
	}
	return append(buf, byte('0'+n%10))
}

func pow10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// estimate returns the decimal exponent, or one more: the tangent at 1.5 of the
// logarithm, in floating point without fused operations.
func (x binary64) estimate() int {
	m := math.Float64frombits(1023<<52 | x.significand&(1<<52-1))
	d := float64((m-1.5)*0.289529654) + 0.176091259
	d = d + float64(float64(x.exponent)*0.301029995663981)
	return int(math.Floor(d))
}

// A search looks for digits: of the value b/s, one digit after another, until
// what is left is within m/s of it. All three are integers: odd × 5^five × 2^two.
type search struct {
	buf      []byte
	exponent int
	high     bool // the digits end because the next higher would be near enough
	low      bool // they end because they are near enough themselves
	half     int  // what is left, against half a unit of the last digit
}

func (x binary64) searchDigits(buf []byte) ([]byte, int) {
	fraction := x.fractionBits()
	s := search{buf: buf, exponent: x.estimate()}
	b5, s5 := max(0, -s.exponent), max(0, s.exponent)
	b2 := b5 + fraction + x.exponent
	s2 := s5 + fraction
	m2 := b2 - x.precision
	odd := x.significand >> bits.TrailingZeros64(x.significand)
	b2 -= x.used() - 1
	common := min(b2, s2)
	b2, s2, m2 = b2-common, s2-common, m2-common
	if x.used() == 1 {
		m2-- // below a power of two the floats stand twice as close
	}
	if m2 < 0 {
		b2, s2, m2 = b2-m2, s2-m2, 0
	}
	bBits := x.used() + b2 + fiveBits(b5)
	tensBits := s2 + 1 + fiveBits(s5+1)
	switch {
	case bBits < 32 && tensBits < 32:
		small(&s, int32(odd)*int32(pow5(b5))<<b2, int32(pow5(s5))<<s2, int32(pow5(b5))<<m2)
	case bBits < 64 && tensBits < 64:
		small(&s, int64(odd)*int64(pow5(b5))<<b2, int64(pow5(s5))<<s2, int64(pow5(b5))<<m2)
	default:
		s.large(product(odd, b5, b2), product(1, s5, s2), product(1, b5, m2))
	}
	s.round()
	return s.buf, s.exponent
}

// fiveBits returns the bits of 5^n, exactly as far as 64 bits go.
func fiveBits(n int) int {
	switch {
	case n == 0:
		return 0
	case n < 27:
		return bits.Len64(pow5(n))
	}
	return 3 * n
}

func pow5(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 5
	}
	return p
}

func product(odd uint64, five, two int) *big.Int {
	n := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(five)), nil)
	n.Mul(n, new(big.Int).SetUint64(odd))
	return n.Lsh(n, uint(two))
}

// first takes the first digit, which is none if the estimate was too high.
func (s *search) first(q int) {
	if q == 0 && !s.high {
		s.exponent--
	} else {
		s.buf = append(s.buf, byte('0'+q))
	}
	// A number that is written with an exponent gets at least two digits.
	if s.exponent < -3 || s.exponent >= 8 {
		s.high, s.low = false, false
	}
}

// small searches in a machine word, and lets it overflow as Java does.
func small[T int32 | int64](s *search, b, scale, m T) {
	tens := scale * 10
	q := b / scale
	b = 10 * (b % scale)
	m *= 10
	s.low, s.high = b < m, b+m > tens
	s.first(int(q))
	for !s.low && !s.high {
		q = b / scale
		b = 10 * (b % scale)
		m *= 10
		s.low, s.high = true, true
		if m > 0 { // no overflow
			s.low, s.high = b < m, b+m > tens
		}
		s.buf = append(s.buf, byte('0'+q))
	}
	left := b<<1 - tens
	switch {
	case left > 0:
		s.half = 1
	case left < 0:
		s.half = -1
	}
}

// large searches in numbers of any size.
func (s *search) large(b, scale, m *big.Int) {
	ten := big.NewInt(10)
	tens := new(big.Int).Mul(scale, ten)
	var q, sum big.Int
	step := func() int {
		q.QuoRem(b, scale, b)
		b.Mul(b, ten)
		m.Mul(m, ten)
		s.low, s.high = b.Cmp(m) < 0, sum.Add(b, m).Cmp(tens) >= 0
		return int(q.Int64())
	}
	s.first(step())
	for !s.low && !s.high {
		s.buf = append(s.buf, byte('0'+step()))
	}
	if s.high && s.low {
		s.half = b.Lsh(b, 1).Cmp(tens)
	}
}

// round makes the last digit the nearest, the even one in the middle.
func (s *search) round() {
	last := len(s.buf) - 1
	if !s.high || s.low && (s.half < 0 || s.half == 0 && s.buf[last]&1 == 0) {
		return
	}
	for s.buf[last] == '9' && last > 0 {
		s.buf[last] = '0'
		last--
	}
	if s.buf[last] == '9' {
		s.buf[last] = '1'
		s.exponent++
		return
	}
	s.buf[last]++
}
