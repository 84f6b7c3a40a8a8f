package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
)

// writeIndex lists every vector, and lets OpenSSL say what keys they hold.
func writeIndex() {
	index := keys.Index{Vectors: vectors(), Archives: archives()}
	named := map[string]bool{}
	for i := range index.Vectors {
		v := &index.Vectors[i]
		if named[v.Name] {
			log.Fatalf("%s is listed twice", v.Name)
		}
		named[v.Name] = true
		if v.Code == "" {
			v.Bits, v.Fingerprint, v.PKCS8 = describe(v.PKCS8)
		}
	}
	for i := range index.Archives {
		a := &index.Archives[i]
		if a.Code == "" {
			_, a.Fingerprint, _ = describe(a.Fingerprint)
		}
	}
	checkComplete(index)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	check(encoder.Encode(index))
	check(os.WriteFile("index.json", out.Bytes(), 0o644))
}

// describe asks OpenSSL about a plain private key.
func describe(file string) (bits int, fingerprint, pkcs8 string) {
	file = filepath.Join("vectors", file)
	text := openssl("pkey", "-in", file, "-noout", "-text")
	_, after, _ := bytes.Cut(text, []byte("Private-Key: ("))
	number, _, _ := bytes.Cut(after, []byte(" bit"))
	bits = must(strconv.Atoi(string(number)))
	fingerprint = digest(openssl("pkey", "-in", file, "-pubout", "-outform", "DER"))
	pkcs8 = digest(openssl("pkcs8", "-topk8", "-nocrypt", "-in", file, "-outform", "DER"))
	return bits, fingerprint, pkcs8
}

func openssl(arguments ...string) []byte {
	command := exec.Command("openssl", arguments...)
	command.Stderr = os.Stderr
	return must(command.Output())
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// checkComplete finds files that no vector uses.
func checkComplete(index keys.Index) {
	used := map[string]bool{"other-dsa-pkcs8.pem": true}
	for _, v := range index.Vectors {
		used[v.File], used[v.PublicKey] = true, true
	}
	for _, a := range index.Archives {
		used[a.File] = true
	}
	for _, folder := range []string{"vectors", "archives"} {
		for _, file := range must(os.ReadDir(folder)) {
			if !used[file.Name()] && !strings.HasPrefix(file.Name(), "public") {
				log.Fatalf("%s/%s is no vector", folder, file.Name())
			}
		}
	}
}
