// Command generate writes ../vectors.json: signatures by openssl, and every
// fault that Verify has to refuse. Keys that are there are kept, so that it
// writes the same bytes at every run. It needs openssl 3.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"log"
	"os"
	"os/exec"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

func main() {
	log.SetFlags(0)
	v, err := signatures.Read()
	check(err)
	if v.Keys == nil {
		v.Keys = makeKeys()
	}
	v.Valid, v.Invalid = nil, nil
	for _, k := range v.Keys {
		for _, b := range bodies() {
			if k.Name != mainKey && !b.everyKey {
				continue
			}
			sign := base64.StdEncoding.EncodeToString(openssl([]byte(k.Private), b.text, "sha1"))
			v.Valid = append(v.Valid, signatures.Case{Name: b.name + "_" + k.Name, Key: k.Name, Body: b.text, Sign: sign})
		}
	}
	v.Invalid = append(v.Invalid, carried(v)...)
	v.Invalid = append(v.Invalid, otherwiseSigned(v)...)
	v.Invalid = append(v.Invalid, numbers(v)...)
	v.Invalid = append(v.Invalid, paddings(v)...)
	v.Invalid = append(v.Invalid, cubeRoots(v)...)

	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	check(enc.Encode(v))
	check(os.WriteFile("vectors.json", out.Bytes(), 0o644))
	log.Printf("%d keys, %d valid, %d invalid", len(v.Keys), len(v.Valid), len(v.Invalid))
}

// mainKey signs every body and carries the faults.
const mainKey = "rsa-2048"

// makeKeys asks openssl for keys of the sizes in use, and of two whose size is
// no whole number of bytes.
func makeKeys() []signatures.Key {
	var keys []signatures.Key
	for _, k := range []struct{ name, bits, exponent string }{
		{"rsa-1024", "1024", "65537"},
		{"rsa-1031", "1031", "65537"},
		{mainKey, "2048", "65537"},
		{"rsa-2048-other", "2048", "65537"},
		{"rsa-2048-exponent-3", "2048", "3"},
		{"rsa-2049", "2049", "65537"},
		{"rsa-3072", "3072", "65537"},
		{"rsa-4096", "4096", "65537"},
	} {
		private := run(nil, "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:"+k.bits, "-pkeyopt", "rsa_keygen_pubexp:"+k.exponent)
		public := run(private, "pkey", "-pubout")
		keys = append(keys, signatures.Key{Name: k.name, Private: string(private), Public: string(public)})
	}
	return keys
}

// openssl signs as AliKassa's samples do, but with any hash.
func openssl(private, text []byte, hash string, options ...string) []byte {
	f, err := os.CreateTemp("", "key-*.pem")
	check(err)
	defer os.Remove(f.Name())
	_, err = f.Write(private)
	check(err)
	check(f.Close())
	return run(text, append([]string{"dgst", "-" + hash, "-sign", f.Name()}, options...)...)
}

func run(stdin []byte, arguments ...string) []byte {
	cmd := exec.Command("openssl", arguments...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(stdin), os.Stderr
	out, err := cmd.Output()
	check(err)
	return out
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
