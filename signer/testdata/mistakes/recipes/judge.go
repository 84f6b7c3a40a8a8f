package recipes

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

var errNoEffect = errors.New("it had no effect on these data")

// aboutBytes are the causes that say which bytes were signed.
var aboutBytes = []string{
	"other-style", "key-order", "whitespace", "trailing-newline", "byte-order-mark", "charset", "unicode-normalization", "escapes",
	"value-types", "number-spelling", "null-fields", "added-fields", "missing-fields", "field-changed", "nested-wrapper", "form-encoded",
	"query-string", "double-encoded", "base64-body", "single-quotes", "debug-print", "empty-body", "placeholder", "other-body",
}

func isAboutBytes(cause string) bool { return slices.Contains(aboutBytes, cause) }

// styled is what all styles write of a text that may be JSON.
func styled(text []byte) map[string][]byte {
	all := make(map[string][]byte)
	tree, err := body.Parse(text)
	if err != nil {
		return all
	}
	for _, s := range body.Styles() {
		if s.Name == "as-is" {
			continue
		}
		if written, err := body.Write(tree, s.Name); err == nil {
			all[s.Name] = written
		}
	}
	return all
}

// writers are the styles that write text as wanted.
func writers(text, wanted []byte) []string {
	var names []string
	for name, written := range styled(text) {
		if bytes.Equal(written, wanted) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

const ends = "\ufeff \t\r\n"

// sameBetweenEnds tells whether two texts differ in blanks, line ends and a
// byte order mark around them and in nothing else.
func sameBetweenEnds(a, b []byte) bool { return bytes.Equal(bytes.Trim(a, ends), bytes.Trim(b, ends)) }

// verifies tells whether a vector is valid after all.
func verifies(publicKeys []string, v mistakes.Vector) bool {
	pub, err := key.ParsePublic([]byte(publicKeys[v.PublicKey]))
	return err == nil && signature.Check(pub, v.Body, v.Sign) == nil
}

// judge names the causes of one mistake by the design's rule: where a style
// explains the signed bytes from the body, it is other-style, whatever was done;
// but what differs only at the ends is a matter of the ends.
func judge(v *mistakes.Vector) error {
	if v.Signed == nil {
		return nil
	}
	signed := *v.Signed
	if v.Hashed != nil {
		signed = *v.Hashed
	}
	others := slices.DeleteFunc(slices.Clone(v.Causes), isAboutBytes)
	if bytes.Equal(signed, v.Body) {
		if len(others) < len(v.Causes) {
			return errNoEffect
		}
		return nil
	}
	if len(others) == len(v.Causes) {
		return fmt.Errorf("%s: signed and sent differ without a cause", v.Name)
	}
	from := writers(v.Body, signed)
	if sameBetweenEnds(signed, v.Body) {
		from = nil
	}
	switch {
	case len(from) > 0:
		v.Causes = append([]string{"other-style"}, others...)
		label(v, from)
	case slices.Equal(v.Causes, []string{"other-style"}):
		return fmt.Errorf("%s: no style explains %q from %q", v.Name, signed, v.Body)
	}
	return nil
}

// label gives the styles of both sides where there is one each.
func label(v *mistakes.Vector, from []string) {
	if to := writers(v.Body, v.Body); len(to) == 1 {
		v.To = to[0]
	}
	if len(from) == 1 {
		v.From = from[0]
	}
}

// rename puts the first cause in front of the name.
func rename(v *mistakes.Vector) {
	area := "valid"
	if len(v.Causes) > 0 {
		area = v.Causes[0]
	}
	_, fault, _ := strings.Cut(v.Name, "_")
	v.Name = area + "_" + fault
}
