package recipes

import (
	"fmt"

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
	var vectors []mistakes.Vector
	names := make(map[string]bool)
	for _, o := range outcomes {
		if names[o.Vector.Name] {
			return nil, fmt.Errorf("two vectors are named %s", o.Vector.Name)
		}
		names[o.Vector.Name] = true
		if b, found := before[o.Vector.Name]; o.Recipe.Random && found && string(b.Body) == string(o.Vector.Body) && b.PublicKey == o.Vector.PublicKey {
			o.Vector.Sign = b.Sign
		}
		vectors = append(vectors, o.Vector)
	}
	return vectors, nil
}
