package recipes

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// Make makes all vectors. committed are those that there are: of a signature
// that is another each time, the committed one is kept.
func Make(folder string, committed []mistakes.Vector) ([]mistakes.Vector, error) {
	before := make(map[string]mistakes.Vector)
	for _, v := range committed {
		before[v.Name] = v
	}
	outcomes, err := MakeSingles(folder)
	if err != nil {
		return nil, err
	}
	combined, err := MakeCombinations(folder)
	if err != nil {
		return nil, err
	}
	outcomes = append(outcomes, combined...)
	var vectors []mistakes.Vector
	names := make(map[string]bool)
	for _, o := range outcomes {
		if names[o.Vector.Name] {
			return nil, fmt.Errorf("two vectors are named %s", o.Vector.Name)
		}
		names[o.Vector.Name] = true
		if b, found := before[o.Vector.Name]; o.Recipe.Random && found && covers(b, o.Vector) {
			o.Vector.Sign = b.Sign
		}
		vectors = append(vectors, o.Vector)
	}
	return vectors, nil
}

// covers tells whether the committed vector has the same bodies and keys.
func covers(b, v mistakes.Vector) bool {
	return string(b.Body) == string(v.Body) && string(message(b)) == string(message(v)) && b.PublicKey == v.PublicKey
}

// Sample commits some of the mistakes again, n of each kind, and gives those that
// have a vector of that name. Styles of both sides are not told.
func Sample(folder string, r *rand.Rand, n int, committed []mistakes.Vector) ([]Outcome, error) {
	singles := Singles()
	r.Shuffle(len(singles), func(i, j int) { singles[i], singles[j] = singles[j], singles[i] })
	list := singles[:n]
	drawn := combinations(drawnCombinations)
	for _, i := range r.Perm(len(drawn))[:n] {
		recipe := drawn[i].recipe(func(part) bool { return true })
		recipe.Name = drawn[i].name(i)
		list = append(list, recipe)
	}
	outcomes, err := Run(folder, list)
	if err != nil {
		return nil, err
	}
	have := make(map[string]bool)
	for _, v := range committed {
		have[v.Name] = true
	}
	var again []Outcome
	for _, o := range outcomes {
		if strings.HasPrefix(o.Recipe.Name, "single_") && o.Err == nil {
			o.Err = judge(&o.Vector)
			rename(&o.Vector)
		}
		if o.Err == nil && have[o.Vector.Name] {
			again = append(again, o)
		}
	}
	return again, nil
}
