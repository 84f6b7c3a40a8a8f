package operation

import "time"

// now is the clock in Unix seconds; tests set it. Of the package time no more
// is used: its calendar would be 18 KB of the compressed wasm.
var now = func() int64 { return time.Now().Unix() }

// checkDate wants a date that exists, written year-month-day as in the
// documentation's 1992-08-10 (RFC 3339, full-date). Every documented date is a
// birthday: one to come is doubtful.
func checkDate(f *Field, s scalar) finding {
	year, month, day, ok := readDate(s.text)
	switch {
	case !ok:
		return finding{code: badDate, must: "a date written year-month-day"}
	case year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month):
		return finding{code: badDate, must: "a date that exists"}
	case dayNumber(year, month, day) > now()/secondsOfDay+1: // one more for the time zones ahead
		return finding{code: badDate, severity: Warning, must: "a date of birth, not one to come"}
	default:
		return finding{}
	}
}

// readDate takes exactly four, two and two ASCII digits apart.
func readDate(s string) (year, month, day int, ok bool) {
	if len(s) != len("1992-08-10") || s[4] != '-' || s[7] != '-' ||
		!allDigits(s[:4]) || !allDigits(s[5:7]) || !allDigits(s[8:]) {
		return 0, 0, 0, false
	}
	return value(s[:4]), value(s[5:7]), value(s[8:]), true
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

const secondsOfDay = 24 * 60 * 60

// dayNumber counts the days from 1 January 1970, where Unix time begins.
func dayNumber(year, month, day int) int64 {
	y := int64(year) - 1
	n := 365*y + y/4 - y/100 + y/400
	for m := 1; m < month; m++ {
		n += int64(daysIn(year, m))
	}
	const epoch = 365*1969 + 1969/4 - 1969/100 + 1969/400
	return n + int64(day) - 1 - epoch
}
