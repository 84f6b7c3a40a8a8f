// Package signatures holds the vectors of signing and verifying that every
// runtime is held to: vectors.json, of which the Go tests read the embedded
// copy and the others the file.
//
// What is valid was signed by openssl. What is invalid carries one fault each,
// made on purpose by generate/, with the code of the refusal and a comment that
// says why the case exists. All keys are made for tests.
package signatures

import (
	"crypto/rsa"
	"crypto/x509"
	_ "embed"
	"encoding/json"
	"encoding/pem"
	"errors"
)

//go:generate go run ./generate

//go:embed vectors.json
var text []byte

// Vectors are the contents of vectors.json.
type Vectors struct {
	Keys    []Key  `json:"keys"`
	Valid   []Case `json:"valid"`
	Invalid []Case `json:"invalid"`
}

// Key is a test key: PKCS#8 and SubjectPublicKeyInfo as PEM.
type Key struct {
	Name    string `json:"name"`
	Private string `json:"private"`
	Public  string `json:"public"`
}

// Case is a body and what was sent as its Sign.
type Case struct {
	Name    string `json:"name"`
	Key     string `json:"key"`
	Body    []byte `json:"body"` // base64 in the file
	Sign    string `json:"sign"`
	Code    string `json:"code,omitempty"` // of the refusal
	Comment string `json:"comment,omitempty"`
}

// Read returns the vectors.
func Read() (*Vectors, error) {
	v := new(Vectors)
	return v, json.Unmarshal(text, v)
}

// Open returns the private key of that name.
func (v *Vectors) Open(name string) (*rsa.PrivateKey, error) {
	for _, k := range v.Keys {
		if k.Name == name {
			block, _ := pem.Decode([]byte(k.Private))
			parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
			if err != nil {
				return nil, err
			}
			return parsed.(*rsa.PrivateKey), nil
		}
	}
	return nil, errors.New("no key " + name)
}
