// Package notifications holds the vectors of checking notifications:
// vectors.json, of which the Go tests read the embedded copy.
//
// alikassa.php made them: it plays AliKassa, and its keys are made for it. Each
// vector commits one mistake, or says which form is right, under the name
// area_fault; where two are committed the area is two.
package notifications

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os/exec"
	"strconv"
)

//go:generate go run ./generate

//go:embed vectors.json
var text []byte

//go:embed alikassa.pem
var privateKey []byte

// PrivateKey returns AliKassa's private key, made for the vectors, as PEM.
func PrivateKey() []byte { return bytes.Clone(privateKey) }

// Vectors are the contents of vectors.json.
type Vectors struct {
	Fields  map[string]string `json:"fields"` // of the documented notification, without sign
	Keys    map[string]string `json:"keys"`   // public keys as PEM
	Vectors []Vector          `json:"vectors"`
}

// Vector is a payload, and what a check of it must say.
type Vector struct {
	Name    string   `json:"name"`
	Comment string   `json:"comment"`
	Payload string   `json:"payload"`
	Key     string   `json:"key"`
	Valid   bool     `json:"valid"`
	Form    string   `json:"form"`
	Codes   []string `json:"codes"` // of the findings, in their order
}

// Read returns the committed vectors.
func Read() (*Vectors, error) { return Parse(text) }

// Text returns the committed file.
func Text() []byte { return bytes.Clone(text) }

// Parse reads what the program prints.
func Parse(text []byte) (*Vectors, error) {
	v := new(Vectors)
	return v, json.Unmarshal(text, v)
}

// Run has PHP make the vectors; folder is the one of this file. Without a seed
// they are those committed, with one the same mistakes over other values.
func Run(folder string, seed uint64) ([]byte, error) {
	arguments := []string{"alikassa.php"}
	if seed != 0 {
		arguments = append(arguments, strconv.FormatUint(seed>>1, 10))
	}
	program := exec.Command("php", arguments...)
	program.Dir = folder
	return program.Output()
}
