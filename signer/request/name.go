package request

import (
	"strconv"
	"strings"
)

// camel turns a field's name, like customer_first_name, into a name for a
// program's variable, customerFirstName, or for a field that is visible,
// CustomerFirstName. It is empty where no letter would begin it, and where
// nobody could read it.
func camel(name string, visible bool) string {
	const longest = 60
	var out []byte
	for at := 0; at < len(name); {
		if !isWordByte(name[at]) {
			at++
			continue
		}
		start := at
		for at < len(name) && isWordByte(name[at]) {
			at++
		}
		first := len(out)
		out = append(out, name[start:at]...)
		capitals := 0
		if visible || first > 0 {
			capitals = 1
		}
		if visible && oneOf("id ip url uuid", name[start:at]) {
			capitals = at - start // Go's way with initialisms
		}
		if first == 0 && !visible && out[0] > '9' {
			out[0] |= 0x20
		}
		for i := first; i < first+capitals; i++ {
			if out[i] > '9' {
				out[i] &^= 0x20
			}
		}
	}
	if len(out) == 0 || len(out) > longest || out[0] <= '9' {
		return ""
	}
	return string(out)
}

func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// names counts how often a name was asked for.
type names map[string]int

// free returns the name if it has not been given out yet, and otherwise the name
// with a number behind it.
func (n names) free(name string) string {
	candidate := name
	for n[candidate] > 0 {
		n[name]++
		candidate = name + strconv.Itoa(n[name])
	}
	n[candidate]++
	return candidate
}

// oneOf reports whether word is in a list of words between blanks.
func oneOf(list, word string) bool {
	return strings.Contains(" "+list+" ", " "+word+" ")
}
