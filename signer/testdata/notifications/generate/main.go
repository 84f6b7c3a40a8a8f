// Command generate writes vectors.json anew, by running PHP.
package main

import (
	"log"
	"os"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/notifications"
)

func main() {
	text, err := notifications.Run(".", 0)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("vectors.json", text, 0o644); err != nil {
		log.Fatal(err)
	}
}
