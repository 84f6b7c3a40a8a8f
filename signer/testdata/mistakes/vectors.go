// Package mistakes holds signatures that AliKassa refuses, each made by really
// committing the mistake in the language where it happens, and what the doctor
// has to find in them.
//
// The programs beside this file commit the mistakes, recipes/ says which are
// committed on what, and generate/ writes vectors.jsonl.gz, of which this package
// holds the embedded copy. What the fields of a vector promise, and the rules by
// which its causes are named, stand in signer/testdata/README.md.
package mistakes

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"
)

//go:generate go run ./generate

//go:embed vectors.jsonl.gz
var packed []byte

// The verdicts of a diagnosis.
const (
	Valid       = "valid"       // it verifies as it is
	Explained   = "explained"   // the causes are all there is to it
	Unexplained = "unexplained" // made with this key, over bytes that cannot be found
	Unreadable  = "unreadable"  // the signature cannot be restored from what was sent
)

// A Vector is a refused signature, or a valid one, and what is to be found.
type Vector struct {
	Name     string   `json:"name"`     // area_fault: "trailing-newline_shell-echo-newline_status"
	Language string   `json:"language"` // that made the mistake
	Causes   []string `json:"causes"`   // the codes of the findings, as a set: these and no others; empty when valid
	Verdict  string   `json:"verdict"`

	Body      Bytes  `json:"body"` // as sent
	Sign      string `json:"sign"` // as sent
	PublicKey int    `json:"publicKey"`
	OtherKeys []int  `json:"otherKeys,omitempty"`

	// Signed is what the signature covers, or null where nobody can know that.
	Signed *Bytes `json:"signed"`
	// Hashed is, for hashed-twice, the message whose digest was signed as if it
	// were the message.
	Hashed *Bytes `json:"hashed,omitempty"`

	// From and To are, for other-style, the styles of what was signed and of what
	// was sent, where exactly one style writes it.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`

	Note string `json:"note,omitempty"` // why it exists
}

// Bytes are written as a JSON string where they are UTF-8, else as
// {"base64": …}.
type Bytes []byte

// MarshalJSON writes b so that it compresses well and can be read.
func (b Bytes) MarshalJSON() ([]byte, error) {
	if !utf8.Valid(b) {
		return json.Marshal(map[string][]byte{"base64": b})
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(string(b))
	return bytes.TrimSpace(out.Bytes()), err
}

// UnmarshalJSON reads both forms.
func (b *Bytes) UnmarshalJSON(text []byte) error {
	if text[0] == '{' {
		var form struct{ Base64 []byte }
		err := json.Unmarshal(text, &form)
		*b = form.Base64
		return err
	}
	var s string
	err := json.Unmarshal(text, &s)
	*b = Bytes(s)
	return err
}

// head is the first line of the file.
type head struct {
	PublicKeys []string `json:"publicKeys"` // PEM
}

type contents struct {
	keys    []string
	vectors []Vector
}

var read = sync.OnceValues(func() (contents, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return contents{}, err
	}
	d := json.NewDecoder(unpacked)
	var h head
	if err := d.Decode(&h); err != nil {
		return contents{}, fmt.Errorf("the vectors' head: %w", err)
	}
	c := contents{keys: h.PublicKeys}
	for d.More() {
		var v Vector
		if err := d.Decode(&v); err != nil {
			return contents{}, fmt.Errorf("vector %d: %w", len(c.vectors), err)
		}
		c.vectors = append(c.vectors, v)
	}
	return c, nil
})

// Vectors returns the committed vectors. The slice is shared: do not change it.
func Vectors() ([]Vector, error) {
	c, err := read()
	return c.vectors, err
}

// PublicKeys returns the public keys, as PEM, that the vectors point into.
func PublicKeys() ([]string, error) {
	c, err := read()
	return c.keys, err
}

// Pack writes vectors as Vectors reads them, with the same bytes every time.
func Pack(w io.Writer, publicKeys []string, vectors []Vector) error {
	pack, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(pack)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(head{publicKeys}); err != nil {
		return err
	}
	for _, v := range vectors {
		if err := e.Encode(v); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return pack.Close()
}
