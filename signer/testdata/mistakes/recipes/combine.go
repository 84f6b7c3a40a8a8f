package recipes

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// late tells whether a mistake is of the bytes, after the text was written.
func (p part) late() bool { return p.axis > ofLayout && p.cause != "escapes" }

// A combination is several mistakes at once, in one language.
type combination struct {
	language          string
	data              drawn
	parts             []part
	signedAs, writeAs string // the language's writers, of what is signed and of what is sent
	sentBy            string // another language's way to send, or empty
	key               string
}

// combinations draws n pairs and triples. Which mistakes are drawn together:
//
//   - one of an axis, so that none takes another's place;
//   - at most two about the data, their fields and their order;
//   - none that touch the same field, since one would hide the other;
//   - what is not JSON has no style, so that no form goes with other-style; and
//     what another language sends is compact, so that no layout goes with it.
func combinations(n int) []combination {
	r := rand.New(rand.NewPCG(4, 2026))
	languages := []string{"php", "node", "python", "java", "go", "ruby"}
	var list []combination
	for len(list) < n {
		c := combination{language: languages[r.IntN(len(languages))], data: draw(r)}
		t := tongues[c.language]
		c.key = []string{"rsa-1024", "rsa-1024", "rsa-1024", "rsa-2048", "rsa-2048", "rsa-3072"}[r.IntN(6)]
		all := t.parts(r, c.data)
		size := 2 + r.IntN(2)
		for range 40 {
			if p := all[r.IntN(len(all))]; c.accepts(p) {
				c.parts = append(c.parts, p)
			}
			if len(c.parts) == size {
				break
			}
		}
		slices.SortFunc(c.parts, func(a, b part) int { return int(a.axis - b.axis) })
		c.writeAs = t.styles[r.IntN(len(t.styles))]
		c.signedAs = c.writeAs
		if c.has(ofStyle) {
			c.restyle(r, t)
		}
		if c.has(ofKey) {
			c.key = "rsa-2048-other"
		}
		if len(c.parts) == size {
			list = append(list, c)
		}
	}
	return list
}

func (c *combination) has(a axis) bool {
	return slices.ContainsFunc(c.parts, func(p part) bool { return p.axis == a })
}

func (c *combination) accepts(p part) bool {
	data := 0
	for _, q := range c.parts {
		if q.axis == p.axis || q.cause == p.cause {
			return false
		}
		if q.axis <= ofWrapping {
			data++
		}
		if p.field != "" && q.field != "" && (p.field == q.field || p.field == "*" || q.field == "*") {
			return false
		}
		a, b := min(p.axis, q.axis), max(p.axis, q.axis)
		if a == ofStyle && b == ofLayout && p.cause != "whitespace" && q.cause != "whitespace" {
			return false
		}
		if a == ofEnds && b == ofCharset && (p.cause == "byte-order-mark" || q.cause == "byte-order-mark") {
			return false // UTF-16's own mark is part of the charset
		}
		if a == ofText && (p.cause == "escapes" || q.cause == "escapes") && (p.cause == "value-types" || q.cause == "value-types") {
			return false
		}
	}
	return p.axis > ofWrapping || data < 2
}

// restyle makes what is sent another style: of this language, or another's.
func (c *combination) restyle(r *rand.Rand, t tongue) {
	if len(t.styles) > 1 && r.IntN(2) == 0 {
		for c.signedAs == c.writeAs {
			c.signedAs = t.styles[r.IntN(len(t.styles))]
		}
		return
	}
	ways := []string{"php: decode | json", "node: decode | json", "python: decode | requests-json", "python: decode | json-unicode", "java: decode | json", "go: decode | json", "ruby: decode | rails"}
	for c.sentBy == "" || strings.HasPrefix(c.sentBy, c.language+":") {
		c.sentBy = ways[r.IntN(len(ways))]
	}
}

// recipe commits those of the parts that are in the set.
func (c *combination) recipe(in func(part) bool) *Recipe {
	t := tongues[c.language]
	sent, signed, bytes := []string{"decode"}, []string{"decode"}, []string(nil)
	sign, base64, wrap := t.sign, t.base64, ""
	r := &Recipe{Language: c.language, Text: c.data.text(), Key: c.key, Verdict: mistakes.Explained}
	writer := c.writeAs
	if slices.ContainsFunc(c.parts, func(p part) bool { return p.axis == ofStyle && in(p) }) {
		writer = c.signedAs
	}
	for _, p := range c.parts {
		if p.sent != "" {
			sent = append(sent, p.sent)
			if !in(p) {
				signed = append(signed, p.sent)
			}
		}
		if !in(p) {
			continue
		}
		r.Causes = append(r.Causes, p.cause)
		if p.data != "" {
			signed = append(signed, p.data)
		}
		if p.write != nil {
			writer = p.write[writer]
		}
		if p.bytes != "" {
			bytes = append(bytes, p.bytes)
		}
		if p.hash != "" {
			r.Digest = p.hash
		}
		if p.sign != "" {
			sign = p.sign
			r.Random = p.cause == "pss-padding"
		}
		if p.carry != "" {
			base64 = p.carry
		}
		if p.wrap != "" {
			wrap = " | " + p.wrap
		}
		if p.other {
			r.Public, r.Others = "rsa-2048", []string{"rsa-1024", "rsa-2048-other"}
		}
	}
	r.Sent = strings.Join(append(sent, c.writeAs), " | ")
	if c.sentBy != "" {
		r.Sent = c.sentBy
		if len(sent) > 1 {
			r.Sent = strings.Join(sent, " | ") + " | " + c.writeAs + " >> " + c.sentBy
		}
	}
	r.Signed = strings.Join(append(append(signed, writer), bytes...), " | ")
	r.Sign = sign + " | " + base64 + wrap
	return r
}

// A trial is a combination with what its parts come to.
type trial struct {
	combination
	full    Outcome
	subsets []Outcome // by the bits of the parts that are in
}

// try runs combinations and all subsets of their mistakes.
func try(folder string, list []combination) ([]trial, error) {
	var recipes []*Recipe
	for i := range list {
		for set := range 1 << len(list[i].parts) {
			recipes = append(recipes, list[i].subset(set))
		}
	}
	outcomes, err := Run(folder, recipes)
	if err != nil {
		return nil, err
	}
	var trials []trial
	for _, c := range list {
		n := 1 << len(c.parts)
		trials = append(trials, trial{c, outcomes[n-1], outcomes[:n]})
		outcomes = outcomes[n:]
	}
	return trials, nil
}

func (c *combination) subset(set int) *Recipe {
	r := c.recipe(func(p part) bool {
		i := slices.IndexFunc(c.parts, func(q part) bool { return q.axis == p.axis })
		return set>>i&1 == 1
	})
	return r
}

// keep tells whether the causes are the fewest and the only ones that a reader
// could name. Dropped is where
//
//   - a language refuses a step, or has not the letters of a charset;
//   - a mistake has no effect on Sign, or not beside the others;
//   - fewer of the mistakes give the same signed bytes;
//   - a style alone explains what the mistakes in data and layout came to, or
//     what one of them added to the others;
//   - the data have no blank, by which the ways to encode a form are told apart;
//   - what was signed is written just as the sent style writes it, so that
//     nothing shows that it was another.
func (t *trial) keep() bool {
	all := 1<<len(t.parts) - 1
	if t.full.Err != nil {
		return false
	}
	sent, signed := t.full.Vector.Body, message(t.full.Vector)
	if bytes.Equal(sent, signed) != !slices.ContainsFunc(t.full.Vector.Causes, isAboutBytes) {
		return false
	}
	early := 0 // the mistakes up to the written text
	for i, p := range t.parts {
		if !p.late() {
			early |= 1 << i
		}
	}
	for set := range all {
		o := t.subsets[set]
		if o.Err != nil {
			return false
		}
		missing := all &^ set
		about := false
		for i, p := range t.parts {
			about = about || missing>>i&1 == 1 && isAboutBytes(p.cause)
		}
		if about && t.sentBy == "" && bytes.Equal(message(o.Vector), signed) {
			return false
		}
		if missing&(missing-1) == 0 && o.Vector.Sign == t.full.Vector.Sign && o.Vector.PublicKey == t.full.Vector.PublicKey {
			return false
		}
	}
	text := message(t.subsets[early].Vector)
	for i, p := range t.parts {
		without := message(t.subsets[early&^(1<<i)].Vector)
		if !p.late() && p.axis != ofStyle && !bytes.Equal(without, text) && len(writers(without, text)) > 0 {
			return false
		}
		if p.cause == "escapes" && len(writers(message(t.subsets[0].Vector), message(t.subsets[1<<i].Vector))) > 0 {
			return false // however it is laid out
		}
		if p.cause == "form-encoded" && !bytes.Contains(text, []byte("+")) ||
			p.cause == "query-string" && !bytes.Contains(text, []byte("%20")) && !bytes.Contains(text, []byte(" ")) {
			return false
		}
	}
	return t.styleShows(sent, text)
}

// styleShows tells whether other-style is among the causes just where it is to
// be named.
func (t *trial) styleShows(sent, text []byte) bool {
	early := 0
	for _, p := range t.parts {
		if !p.late() && p.axis != ofStyle {
			early++
		}
	}
	explained := !bytes.Equal(text, sent) && len(writers(sent, text)) > 0
	if !t.has(ofStyle) {
		return !explained
	}
	if early == 0 {
		return explained
	}
	if explained {
		return false
	}
	again := styled(text)
	for _, style := range writers(sent, sent) {
		if bytes.Equal(again[style], text) {
			return false
		}
	}
	return true
}

// message is what was hashed first.
func message(v mistakes.Vector) []byte {
	switch {
	case v.Hashed != nil:
		return *v.Hashed
	case v.Signed != nil:
		return *v.Signed
	}
	return nil
}

// name is that of the vector: the kind, what it combines, and which draw it was.
func (c *combination) name(i int) string {
	kind := "pair"
	if len(c.parts) == 3 {
		kind = "triple"
	}
	var causes []string
	for _, p := range c.parts {
		causes = append(causes, p.cause)
	}
	return fmt.Sprintf("%s_%s-%s_%d", kind, c.language, strings.Join(causes, "+"), i)
}

// MakeCombinations makes the pairs and triples.
func MakeCombinations(folder string) ([]Outcome, error) {
	trials, err := try(folder, combinations(drawnCombinations))
	if err != nil {
		return nil, err
	}
	publicKeys, err := PublicKeys(folder)
	if err != nil {
		return nil, err
	}
	var kept []Outcome
	for i := range trials {
		t := &trials[i]
		if !t.keep() || verifies(publicKeys, t.full.Vector) {
			continue
		}
		o := t.full
		o.Vector.Name = t.name(i)
		if t.has(ofStyle) && !slices.ContainsFunc(t.parts, func(p part) bool { return p.axis < ofStyle }) {
			written := message(t.subsets[1].Vector) // the first of the mistakes alone: that of the style
			label(&o.Vector, writers(o.Vector.Body, written))
		}
		kept = append(kept, o)
	}
	return kept, nil
}

// drawnCombinations is how many are tried; about three of four are kept.
const drawnCombinations = 1800
