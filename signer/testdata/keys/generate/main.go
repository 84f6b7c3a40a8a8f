// The generator of those vectors that no tool makes, and of their index.
// Run generate.sh, which calls it.
package main

import (
	"encoding/pem"
	"log"
	"os"
	"path/filepath"
)

const password = "test-password"

func main() {
	log.SetFlags(0)
	passwords()
	pastes()
	damages()
	parameters()
	numbers()
	writeArchives()
	writeIndex()
}

func read(name string) []byte {
	return must(os.ReadFile(filepath.Join("vectors", name)))
}

func write(name string, data []byte) {
	check(os.WriteFile(filepath.Join("vectors", name), data, 0o644))
}

func writePEM(name, label string, der []byte) {
	write(name+".pem", pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

// block returns the first PEM block of a file.
func block(name string) *pem.Block {
	b, _ := pem.Decode(read(name))
	if b == nil {
		log.Fatalf("%s: no PEM block", name)
	}
	return b
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
