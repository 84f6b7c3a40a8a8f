package operation

// checkDate wants a date that exists, written year-month-day as in the
// documentation's 1992-08-10 (RFC 3339, full-date).
func checkDate(f *Field, s scalar) finding {
	year, month, day, ok := readDate(s.text)
	if !ok {
		return finding{code: badDate, must: "a date written year-month-day" + like(f)}
	}
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return finding{code: badDate, must: "a date that exists" + like(f)}
	}
	return finding{}
}

// readDate takes exactly four, two and two ASCII digits apart.
func readDate(s string) (year, month, day int, ok bool) {
	if len(s) != len("1992-08-10") || s[4] != '-' || s[7] != '-' ||
		!allDigits(s[:4]) || !allDigits(s[5:7]) || !allDigits(s[8:]) {
		return 0, 0, 0, false
	}
	return digits(s[:4]), digits(s[5:7]), digits(s[8:]), true
}

// digits returns the value of a few ASCII digits.
func digits(s string) (n int) {
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}

// daysIn returns the length of a month in the Gregorian calendar.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	default:
		return 31
	}
}
