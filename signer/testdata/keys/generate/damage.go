package main

import (
	"encoding/pem"
	"strings"
)

// damages writes files that went wrong on their way.
func damages() {
	key := string(read("pkcs1-aes-256-cbc.pem"))
	lines := strings.Split(key, "\n")
	iv := lines[2][strings.Index(lines[2], ",")+1:]
	edit := func(name, from, to string) {
		if !strings.Contains(key, from) {
			panic(name)
		}
		write("damaged-"+name+".pem", []byte(strings.Replace(key, from, to, 1)))
	}
	edit("no-begin", lines[0]+"\n", "")
	edit("no-end", lines[len(lines)-2]+"\n", "")
	edit("half", strings.Join(lines[15:], "\n"), "")
	edit("other-end", "END RSA PRIVATE KEY", "END PRIVATE KEY")
	edit("nothing-inside", strings.Join(lines[1:len(lines)-2], "\n")+"\n", "")
	edit("stray-character", lines[8], lines[8][:10]+"*"+lines[8][10:])
	edit("lost-character", lines[8], lines[8][1:])
	edit("lost-line", lines[8]+"\n", "")
	edit("padding-inside", lines[8], "AA=="+lines[8])
	edit("dek-info-missing", lines[2]+"\n", "")
	edit("dek-info-without-vector", lines[2], "DEK-Info: AES-256-CBC")
	edit("dek-info-short-vector", iv, iv[:30])
	edit("dek-info-odd-vector", iv, iv[:31])
	edit("dek-info-no-hex", iv, "X"+iv[1:])
	edit("dek-info-changed-vector", iv, flipHex(iv))
	edit("dek-info-other-cipher", "AES-256-CBC", "AES-128-CBC")

	for _, base := range []struct{ name, file string }{{"dek", "pkcs1-aes-256-cbc.pem"}, {"pbes2", "pkcs8-pbkdf2-sha-256.pem"}} {
		b := block(base.file)
		data := b.Bytes
		change := func(name string, bytes []byte) {
			b.Bytes = bytes
			write("damaged-"+base.name+"-"+name+".pem", pem.EncodeToMemory(b))
		}
		start := 0
		if base.name == "pbes2" {
			start = len(data) - encryptedLength(data)
		}
		change("first-block", flip(data, start))
		change("middle", flip(data, start+(len(data)-start)/2))
		change("last-block", flip(data, len(data)-1))
		change("cut", data[:len(data)-80])
		change("cut-inside-a-block", data[:len(data)-3])
		change("one-block", data[:start+16])
		change("trailing-data", append(append([]byte{}, data...), make([]byte, 16)...))
	}

	plain := block("pkcs1-plain.pem")
	writePEM("damaged-plain-cut", plain.Type, plain.Bytes[:len(plain.Bytes)-40])
	writePEM("damaged-plain-trailing-data", plain.Type, append(append([]byte{}, plain.Bytes...), 0))
	writePEM("damaged-plain-noise", plain.Type, []byte("what stands here is no key"))
	pkcs8 := block("pkcs8-plain.pem")
	writePEM("damaged-pkcs8-cut", pkcs8.Type, pkcs8.Bytes[:len(pkcs8.Bytes)-40])

	// What is inside is in order, but not what the label says.
	writePEM("label-pkcs1-as-pkcs8", "PRIVATE KEY", plain.Bytes)
	writePEM("label-pkcs8-as-pkcs1", "RSA PRIVATE KEY", pkcs8.Bytes)
	writePEM("label-encrypted-as-plain", "PRIVATE KEY", block("pkcs8-pbkdf2-sha-256.pem").Bytes)
	writePEM("other-unknown-label", "SOME OTHER THING", plain.Bytes)
	write("label-several-keys.pem", append(read("pkcs1-aes-256-cbc.pem"), read("unrelated-plain.pem")...))
	write("other-nothing.pem", nil)
	write("other-words.pem", []byte("There is no key in this.\n"))
	write("other-web-page.pem", []byte("<!DOCTYPE html>\n<title>Sign in</title>\n"))
	write("other-jwk.pem", []byte(`{"kty":"RSA","n":"AQAB","e":"AQAB"}`+"\n"))
	write("other-java-key-store.pem", []byte("\xfe\xed\xfe\xed\x00\x00\x00\x02\x00\x00\x00\x00"))
	write("other-pgp.pem", []byte("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBGMAAAA=\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n"))
	write("other-huge.pem", []byte(strings.Repeat("-----BEGIN CERTIFICATE-----\n", 3000)))
	write("public-damaged.pem", []byte(strings.Replace(string(read("public.pem")), "M", "*", 1)))
}

// flip returns data with one bit of one byte changed.
func flip(data []byte, at int) []byte {
	out := append([]byte{}, data...)
	out[at] ^= 0x01
	return out
}

func flipHex(iv string) string {
	if iv[0] == '0' {
		return "1" + iv[1:]
	}
	return "0" + iv[1:]
}
