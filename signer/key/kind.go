package key

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// labels lists the PEM blocks that are known, and what each is called in a
// sentence. Those that a private key is read from say so.
var labels = []struct {
	label   string
	kind    string
	code    string // of the error when a private key was asked for; empty where this is one
	convert string // the command that makes a private key of it; empty where none can
}{
	{"RSA PRIVATE KEY", "an RSA private key", "", ""},
	{"PRIVATE KEY", "a private key", "", ""},
	{"ENCRYPTED PRIVATE KEY", "an encrypted private key", "", ""},
	{"PUBLIC KEY", "a public key", "not-private-key", ""},
	{"RSA PUBLIC KEY", "a public key", "not-private-key", ""},
	{"CERTIFICATE", "a certificate", "not-private-key", ""},
	{"TRUSTED CERTIFICATE", "a certificate", "not-private-key", ""},
	{"X509 CERTIFICATE", "a certificate", "not-private-key", ""},
	{"CERTIFICATE REQUEST", "a certificate request (CSR)", "not-private-key", ""},
	{"NEW CERTIFICATE REQUEST", "a certificate request (CSR)", "not-private-key", ""},
	{"OPENSSH PRIVATE KEY", "an OpenSSH private key", "not-private-key", "ssh-keygen -p -m PEM -f private.pem"},
	{"EC PRIVATE KEY", "an elliptic curve (EC) private key", "not-rsa", ""},
	{"EC PARAMETERS", "the parameters of an elliptic curve (EC) key", "not-rsa", ""},
	{"DSA PRIVATE KEY", "a DSA private key", "not-rsa", ""},
}

// labelKind says in words what a block is.
func labelKind(label string) string {
	for _, known := range labels {
		if known.label == label {
			return known.kind
		}
	}
	return "a block of the kind " + strings.ToUpper(label)
}

// privateBlock picks the private key out of what was pasted.
func privateBlock(text []byte) (*pemBlock, []Note, error) {
	blocks, err := readPEM(text)
	if err != nil {
		return nil, nil, err
	}
	var refusal error
	for _, block := range blocks {
		for _, known := range labels {
			if known.label != block.label {
				continue
			}
			if known.code == "" {
				return block, nil, block.decode()
			}
			if refusal == nil {
				refusal = refuse(known.kind, known.code, known.convert)
			}
		}
	}
	if refusal != nil {
		return nil, nil, refusal
	}
	return nil, nil, notPEM(text, "private key")
}

func refuse(kind, code, convert string) *fault.Error {
	hint := "Use private.pem of the certificate that AliKassa issued."
	if convert != "" {
		hint = "Convert it: " + convert
	}
	return fault.New(code, "This is "+kind+", not an RSA private key in PEM.").WithHint(hint)
}

func notPEM(_ []byte, want string) *fault.Error {
	return fault.New("not-pem", "There is no "+want+" in this: a line like -----BEGIN PRIVATE KEY----- is missing.").
		WithHint("Use the file of the certificate as it was downloaded.")
}
