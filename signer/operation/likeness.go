package operation

import "strings"

// How a name may be like a documented one, the nearest first. Between two
// kinds there is room for a name that is like it in another object.
const (
	sameWords   = 2 * iota // customerIp, customer-ip, customerip
	oneTypo                // custmer_ip
	twoTypos               // cutsomer_pi
	moreOrLess             // customer_ip_address, ip, description for desc
	fewerWords             // success_url for success_redirect_url
	sameLastOne            // client_ip
	unlike
)

// maxName bounds the names that are compared, in bytes.
const maxName = 64

// likeness compares the words of an unknown name with those of a known one.
func likeness(unknown, known []string) int {
	if len(unknown) == 0 {
		return unlike
	}
	a, b := strings.Join(unknown, ""), strings.Join(known, "")
	if a == b {
		return sameWords
	}
	if n := typos(unknown, known); n == 1 {
		return oneTypo
	} else if n == 2 {
		return twoTypos
	}
	const long, few = 4, 3 // letters that begin alike by no chance; words of which the last is the gist
	switch {
	case hasRun(known, a), hasRun(unknown, b), min(len(a), len(b)) >= long && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)):
		return moreOrLess
	case len(unknown) > 1 && len(known) > 1 && (within(unknown, known) || within(known, unknown)):
		return fewerWords
	case len(unknown) <= few && len(known) > 1 && within(known[len(known)-1:], unknown):
		return sameLastOne
	default:
		return unlike
	}
}

// splitWords returns the words of a name in lower case: customerIPAddress,
// customer-ip-address and Customer_IP address are all three the same three.
// Of a name too long to be meant there are none.
func splitWords(name string) []string {
	if len(name) > maxName {
		return nil
	}
	var words []string
	start := 0
	cut := func(end int) {
		if start < end {
			words = append(words, lower(name[start:end]))
		}
	}
	for i := range len(name) {
		switch {
		case !isAlphanumeric(name[i]) && name[i] < 0x80:
			cut(i)
			start = i + 1
		case i > start && isUpper(name[i]) && (!isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1])):
			cut(i)
			start = i
		}
	}
	cut(len(name))
	return words
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// hasRun tells whether words in a row, but not all, spell s.
func hasRun(words []string, s string) bool {
	for i := range words {
		rest, ok := s, true
		for j := i; ok && rest != "" && j < len(words); j++ {
			rest, ok = strings.CutPrefix(rest, words[j])
		}
		if ok && rest == "" {
			return true
		}
	}
	return false
}

// within tells whether every one of the words is among the others.
func within(words, others []string) bool {
	for _, w := range words {
		found := false
		for _, o := range others {
			found = found || w == o
		}
		if !found {
			return false
		}
	}
	return true
}

// typos returns how many slips of the hand part two names, 0 where they are
// too many or none. The words that they share at either end are left out, so
// that customer_id is not taken for customer_ip.
func typos(unknown, known []string) int {
	for len(unknown) > 0 && len(known) > 0 && unknown[0] == known[0] {
		unknown, known = unknown[1:], known[1:]
	}
	for len(unknown) > 0 && len(known) > 0 && unknown[len(unknown)-1] == known[len(known)-1] {
		unknown, known = unknown[:len(unknown)-1], known[:len(known)-1]
	}
	a, b := []rune(strings.Join(unknown, "")), []rune(strings.Join(known, ""))
	limit := min(2, min(len(a), len(b))/3)
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return 0
	}
	if n := distance(a, b); n <= limit {
		return n
	}
	return 0
}

// distance returns how many insertions, deletions, substitutions and swaps of
// neighbours turn a into b (Damerau-Levenshtein, optimal string alignment).
func distance(a, b []rune) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, above, row = above, row, before
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(above[j+1]+1, row[j]+1, above[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
