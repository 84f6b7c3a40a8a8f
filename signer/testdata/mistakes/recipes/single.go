package recipes

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// A single is one mistake, to be tried on several data.
type single struct {
	causes   string // blanks between
	language string
	fault    string // its name
	signed   string // chain; empty: as sent
	sent     string // chain; empty: the language's way
	digest   string
	sign     string // empty: the language's way
	both     bool   // also the other way round
	on       string // names of datasets; empty: everywhere
	most     int    // how many data; 0: three
	key      string
	public   string
	others   string
	verdict  string
	unknown  bool
	random   bool
	note     string
}

// A way is what a language does where nothing goes wrong.
type way struct {
	write, sign string
}

var ways = map[string]way{
	"php":    {"decode | json", "sign:sha1 | base64"},
	"node":   {"decode | json", "sign:sha1 | base64"},
	"python": {"decode | json", "sign:sha1 | base64"},
	"java":   {"decode | json", "sign:SHA1withRSA | base64"},
	"go":     {"decode | json", "sign:sha1 | base64"},
	"ruby":   {"decode | json", "sign:SHA1 | strict_encode64"},
	"shell":  {"node: decode | json", "sign:sha1 | base64-one-line"},
}

// Singles are the recipes of one mistake each.
func Singles() []*Recipe {
	var list []*Recipe
	for _, s := range slices.Concat(signing(), carrying(), writing(), changing()) {
		list = append(list, s.recipes()...)
	}
	return list
}

func (s single) recipes() []*Recipe {
	names := everywhere
	if s.on != "" {
		names = strings.Fields(s.on)
	} else { // each mistake begins elsewhere, so that all data come up
		at := int(sha256.Sum256([]byte(s.language + s.fault))[0]) % len(names)
		names = slices.Concat(names[at:], names[:at])
	}
	var list []*Recipe
	for _, name := range names {
		r := s.recipe(name)
		list = append(list, r)
		if s.both {
			reverse := *r
			reverse.Name += "_reverse"
			reverse.Sent, reverse.Signed = r.Signed, r.Sent
			list = append(list, &reverse)
		}
	}
	return list
}

// name is the fault without what parts a vector's name.
func (s single) name() string { return strings.ReplaceAll(s.fault, "_", "-") }

func (s single) recipe(name string) *Recipe {
	w := ways[s.language]
	or := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	r := &Recipe{
		Name: fmt.Sprintf("single_%s-%s_%s", s.language, s.name(), name), Language: s.language,
		Text: data(name), Sent: or(s.sent, w.write), Digest: s.digest, Sign: or(s.sign, w.sign),
		Key: or(s.key, "rsa-2048"), Public: s.public, Others: strings.Fields(s.others),
		Verdict: or(s.verdict, mistakes.Explained), Unknown: s.unknown, Random: s.random, Note: s.note, Causes: strings.Fields(s.causes),
	}
	r.Signed = or(s.signed, r.Sent)
	return r
}

// limits is how many vectors a mistake may have, by the name of the recipe
// without its data.
func limits() map[string]int {
	most := make(map[string]int)
	for _, s := range slices.Concat(signing(), carrying(), writing(), changing()) {
		n := s.most
		if n == 0 {
			n = 3
		}
		most[s.language+"-"+s.name()] = n
	}
	return most
}

// MakeSingles runs the singles and keeps, of each mistake, the first data on
// which it had an effect. A mistake that never has one is an error.
func MakeSingles(folder string) ([]Outcome, error) {
	outcomes, err := Run(folder, Singles())
	if err != nil {
		return nil, err
	}
	publicKeys, err := PublicKeys(folder)
	if err != nil {
		return nil, err
	}
	most, had, refused := limits(), make(map[string]int), make(map[string]error)
	var never []error
	var kept []Outcome
	for _, o := range outcomes {
		_, rest, _ := strings.Cut(o.Recipe.Name, "_")
		fault, on, _ := strings.Cut(rest, "_")
		direction := fault
		if strings.HasSuffix(on, "_reverse") {
			direction += " reverse"
		}
		if o.Err == nil {
			o.Err = judge(&o.Vector)
		}
		if o.Err == nil && verifies(publicKeys, o.Vector) != (o.Vector.Verdict == mistakes.Valid) {
			o.Err = errNoEffect
		}
		if o.Err != nil {
			if refused[direction] == nil || o.Err != errNoEffect {
				refused[direction] = o.Err
			}
			continue
		}
		if had[direction]++; had[direction] > most[fault] {
			continue
		}
		rename(&o.Vector)
		kept = append(kept, o)
	}
	for direction, err := range refused {
		if had[direction] == 0 && !strings.Contains(direction, "-to-") { // two languages may well agree
			never = append(never, fmt.Errorf("%s was never committed: %w", direction, err))
		}
	}
	return kept, errors.Join(never...)
}
