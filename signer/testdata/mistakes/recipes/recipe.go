// Package recipes says which mistakes are committed on what: singles.go has one
// mistake a row, combine.go draws pairs and triples. A recipe is three chains of
// steps, each run by the programs in the folder mistakes:
//
//	sent   what the data became on its way to AliKassa
//	signed what it became on its way to the signing function
//	sign   from the signed bytes to the text of Sign
//
// Nothing here imitates a language. Where a style of the core could explain what
// came out, the core is asked, so that the causes are named by the rule of the
// design: see judge.go.
package recipes

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// A Recipe is how a vector is made.
type Recipe struct {
	Name, Language string
	Causes         []string
	Text           string // the data, as JSON text
	Sent, Signed   string // chains of steps from the text
	Digest         string // for hashed-twice: from the signed bytes to what was signed as if it were the message
	Sign           string // from there to the text of Sign

	Key    string // signs
	Public string // verifies; empty: Key's
	Others []string

	Verdict string
	Unknown bool // nobody can know what was signed
	Random  bool // the signature is another each time
	Note    string
}

// keys are the test keys, in the order of the vectors' indexes.
var keys = []string{"rsa-2048", "rsa-1024", "rsa-3072", "rsa-2048-other"}

// PublicKeys reads the public keys, as PEM. folder is the folder mistakes.
func PublicKeys(folder string) ([]string, error) {
	var list []string
	for _, name := range keys {
		text, err := os.ReadFile(filepath.Join(folder, "keys", name+".pub.pem"))
		if err != nil {
			return nil, err
		}
		list = append(list, string(text))
	}
	return list, nil
}

// An Outcome is what a recipe came to: a vector, or why there is none.
type Outcome struct {
	Recipe *Recipe
	Vector mistakes.Vector
	Err    error
}

// Run commits the mistakes of all recipes.
func Run(folder string, list []*Recipe) ([]Outcome, error) {
	sent := make([]*job, len(list))
	signed := make([]*job, len(list))
	digest := make([]*job, len(list))
	for i, r := range list {
		sent[i] = &job{key: r.Key, state: []byte(r.Text), todo: parse(r.Language, r.Sent)}
		signed[i] = &job{key: r.Key, state: []byte(r.Text), todo: parse(r.Language, r.Signed)}
	}
	if err := run(folder, slices.Concat(sent, signed)); err != nil {
		return nil, err
	}
	for i, r := range list {
		digest[i] = &job{key: r.Key, state: signed[i].state, todo: parse(r.Language, r.Digest), err: signed[i].err}
	}
	if err := run(folder, digest); err != nil {
		return nil, err
	}
	sign := make([]*job, len(list))
	for i, r := range list {
		sign[i] = &job{key: r.Key, state: digest[i].state, todo: parse(r.Language, r.Sign), err: digest[i].err}
	}
	if err := run(folder, sign); err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(list))
	for i, r := range list {
		outcomes[i] = Outcome{Recipe: r}
		for _, j := range []*job{sent[i], sign[i]} {
			if j.err != nil {
				outcomes[i].Err = fmt.Errorf("%s: %w", r.Name, j.err)
			}
		}
		outcomes[i].Vector = vector(r, sent[i].state, signed[i].state, digest[i].state, string(sign[i].state))
	}
	return outcomes, nil
}

func vector(r *Recipe, sent, signed, digest mistakes.Bytes, sign string) mistakes.Vector {
	public := r.Public
	if public == "" {
		public = r.Key
	}
	v := mistakes.Vector{
		Name: r.Name, Language: r.Language, Causes: r.Causes, Verdict: r.Verdict,
		Body: sent, Sign: sign, PublicKey: slices.Index(keys, public), Note: r.Note,
	}
	for _, other := range r.Others {
		v.OtherKeys = append(v.OtherKeys, slices.Index(keys, other))
	}
	if !r.Unknown {
		v.Signed = &signed
		if r.Digest != "" && !bytes.Equal(signed, digest) {
			v.Hashed, v.Signed = &signed, &digest
		}
	}
	return v
}
