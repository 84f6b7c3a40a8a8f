// Command generate writes the styles' vectors: it runs the reference programs
// in signer/testdata over the cases. The same runtimes give the same bytes.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/styles"
)

func main() {
	log.SetFlags(0)
	texts := styles.Cases()
	names, vectors, err := styles.Run("..", texts)
	if err != nil {
		log.Fatal(err)
	}
	var packed bytes.Buffer
	if err := styles.Pack(&packed, names, vectors); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("vectors.jsonl.gz", packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("vectors.jsonl.gz: %d cases, %d styles, %d bytes\n", len(vectors), len(names), packed.Len())
}
