// Command generate writes the vectors of mistakes: it has the programs commit
// them. The same runtimes give the same bytes; a signature that is another each
// time is kept as long as what it covers stays.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes/recipes"
)

func main() {
	log.SetFlags(0)
	committed, err := mistakes.Vectors()
	if err != nil {
		log.Print(err, ": beginning anew")
	}
	vectors, err := recipes.Make(".", committed)
	if err != nil {
		log.Fatal(err)
	}
	keys, err := recipes.PublicKeys(".")
	if err != nil {
		log.Fatal(err)
	}
	var packed bytes.Buffer
	if err := mistakes.Pack(&packed, keys, vectors); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("vectors.jsonl.gz", packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("vectors.jsonl.gz: %d mistakes, %d bytes\n", len(vectors), packed.Len())
}
