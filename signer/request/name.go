package request

import (
	"strconv"
	"strings"
)

// initialisms are words that Go writes in capitals.
var initialisms = words("id ip url uuid")

// lowerCamel turns a field's name, like customer_first_name, into that of a
// variable, customerFirstName; "" where no letter would begin it.
func lowerCamel(name string) string {
	parts := nameWords(name)
	for i, part := range parts {
		if i == 0 {
			parts[i] = strings.ToLower(part[:1]) + part[1:]
		} else {
			parts[i] = capitalised(part)
		}
	}
	return joinedName(parts)
}

// upperCamel turns a field's name into that of a Go field, CustomerFirstName;
// "" where no letter would begin it.
func upperCamel(name string) string {
	parts := nameWords(name)
	for i, part := range parts {
		parts[i] = capitalised(part)
		if initialisms[part] {
			parts[i] = strings.ToUpper(part)
		}
	}
	return joinedName(parts)
}

// nameWords splits at everything but ASCII letters and digits.
func nameWords(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool {
		return !strings.ContainsRune(lower+upper+decimals, r)
	})
}

func capitalised(word string) string {
	return strings.ToUpper(word[:1]) + word[1:]
}

// joinedName refuses what would begin with a digit or be too long to read.
func joinedName(parts []string) string {
	const longest = 60
	joined := strings.Join(parts, "")
	if joined == "" || len(joined) > longest || consistsOf(joined[:1], decimals) {
		return ""
	}
	return joined
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
