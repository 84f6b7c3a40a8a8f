// Package keys is the set of vectors for private keys and certificates that the
// tests of every runtime read: native Go, Go in WebAssembly, TypeScript.
//
// [Vectors] and [Archives] list them from index.json; [Read] has their bytes. A
// vector shows one thing, which its name tells. generate.sh makes them all.
//
// Every key here was made for these tests and protects nothing.
package keys

import (
	"embed"
	"encoding/json"
	"sync"
)

//go:embed index.json vectors archives
var files embed.FS

// Vector is a private key, or what is mistaken for one, and what has to come
// of opening it.
type Vector struct {
	Name      string  `json:"name"`
	File      string  `json:"file"`                // in vectors/
	Password  *string `json:"password"`            // null: none is given
	PublicKey string  `json:"publicKey,omitempty"` // a file in vectors/; empty: none is given

	Code string `json:"code,omitempty"` // of the error; empty: the key opens, and the rest holds

	Bits        int      `json:"bits,omitempty"`
	Container   string   `json:"container,omitempty"`
	Cipher      string   `json:"cipher,omitempty"`
	KDF         string   `json:"kdf,omitempty"`
	Fingerprint string   `json:"fingerprint,omitempty"`
	PKCS8       string   `json:"pkcs8,omitempty"` // SHA-256, in hex, of the PrivateKeyInfo that OpenSSL writes
	Notes       []string `json:"notes,omitempty"` // codes
	Matches     *bool    `json:"matchesPublicKey"`
	Unusable    bool     `json:"unusable,omitempty"` // opens, but never yields a signature
}

// Archive is a zip archive, or what is mistaken for one, and what has to come
// of opening it.
type Archive struct {
	Name        string   `json:"name"`
	File        string   `json:"file"`              // in archives/
	Choice      string   `json:"choice,omitempty"`  // the certificate asked for
	Code        string   `json:"code,omitempty"`    // of the error; empty: the key opens
	Choices     []string `json:"choices,omitempty"` // offered with archive-ambiguous
	Fingerprint string   `json:"fingerprint,omitempty"`
	Notes       []string `json:"notes,omitempty"`
}

// Index is the whole of index.json.
type Index struct {
	Vectors  []Vector  `json:"vectors"`
	Archives []Archive `json:"archives"`
}

// Vectors lists the private keys.
func Vectors() []Vector { return index().Vectors }

// Archives lists the archives.
func Archives() []Archive { return index().Archives }

// Read returns a file, "vectors/pkcs1-plain.pem" for example. It panics where
// there is none.
func Read(name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return data
}

var index = sync.OnceValue(func() (list Index) {
	if err := json.Unmarshal(Read("index.json"), &list); err != nil {
		panic(err)
	}
	return list
})
