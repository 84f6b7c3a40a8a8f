package operation

import "strings"

// checkDecimal wants a positive decimal within the field's digits. A JSON
// number is judged by its value, for most languages write it anew; a string by
// its characters.
func checkDecimal(f *Field, s scalar) finding {
	bad := finding{code: badDecimal, must: decimalRule(f)}
	n, ok := readNumber(s.text)
	if !ok && strings.Contains(s.text, ",") {
		bad.must += ", with a point and no comma"
	}
	if !ok || n.digits == "" || n.negative {
		return bad
	}
	decimals := n.decimals()
	if !s.number {
		whole, fraction, _ := strings.Cut(s.text, ".")
		if len(whole) > 1 && whole[0] == '0' {
			return bad
		}
		decimals = max(decimals, len(fraction))
	}
	if f.Digits > 0 && (n.whole() > f.Digits-f.Decimals || decimals > f.Decimals) {
		return bad
	}
	if strings.ContainsAny(s.text, "eE") {
		bad.must += ", without an exponent"
		if s.number {
			bad.severity = Warning
		}
		return bad
	}
	return finding{}
}

func decimalRule(f *Field) string {
	rule := "a decimal number above zero"
	if f.Digits > 0 {
		rule += " with at most " + itoa(f.Digits-f.Decimals) + " digits before the point and " + itoa(f.Decimals) + " after it"
	}
	return rule
}

// checkInt wants a whole number within the field's range and digits.
func checkInt(f *Field, s scalar) finding {
	n, ok := readNumber(s.text)
	unsigned := strings.TrimPrefix(s.text, "-")
	if !ok || n.decimals() > 0 || !s.number && !allDigits(unsigned) {
		return finding{code: wrongType, must: "a whole number"}
	}
	digits := n.whole()
	if !s.number {
		digits = len(unsigned) // zeros in front count, as in a postal code
	}
	if f.MaxLength > 0 && digits > f.MaxLength {
		return finding{code: tooLong, must: "a whole number of at most " + itoa(f.MaxLength) + " digits"}
	}
	if i, fits := n.int64(); !fits || f.Min != 0 && i < f.Min || f.Max != 0 && i > f.Max {
		return finding{code: outOfRange, must: rangeRule(f)}
	}
	if s.number && strings.ContainsAny(s.text, ".eE") {
		return finding{code: wrongType, severity: Warning, must: "a whole number written without point and exponent"}
	}
	return finding{}
}

func rangeRule(f *Field) string {
	switch {
	case f.Min != 0 && f.Max != 0:
		return "a whole number from " + itoa(f.Min) + " to " + itoa(f.Max)
	case f.Min != 0:
		return "a whole number from " + itoa(f.Min) + " up, of at most " + itoa(safeDigits) + " digits"
	default:
		return "a whole number of at most " + itoa(safeDigits) + " digits"
	}
}
