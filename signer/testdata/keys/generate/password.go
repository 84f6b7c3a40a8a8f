package main

import (
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
)

// passwords writes keys whose passwords OpenSSL's command line cannot take: it
// ends them at the first line break, and drops nothing of a mark, but shells do.
func passwords() {
	der := block("pkcs1-plain.pem").Bytes
	for name, secret := range map[string]string{
		"kept-newline":         password + "\n",
		"kept-byte-order-mark": "\ufeff" + password,
	} {
		//lint:ignore SA1019 weak, and what the certificates use
		b := must(x509.EncryptPEMBlock(rand.Reader, "RSA PRIVATE KEY", der, []byte(secret), x509.PEMCipherAES256))
		write("password-"+name+".pem", pem.EncodeToMemory(b))
	}
}
