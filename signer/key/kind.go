package key

import "github.com/alikassa-sign/alikassa-sign/signer/fault"

const useCertificate = "Use private.pem of the certificate that AliKassa issued."

// labels lists the PEM blocks that are known, what each is called in a
// sentence, and why it is refused where a private key is wanted. Those without
// a code are the ones that a private key is read from.
var labels = []struct {
	label, kind, code, hint string
}{
	{"RSA PRIVATE KEY", "a private key", "", ""},
	{"PRIVATE KEY", "a private key", "", ""},
	{"ENCRYPTED PRIVATE KEY", "an encrypted private key", "", ""},

	{"PUBLIC KEY", "a public key", "not-private-key", onlyPublic},
	{"RSA PUBLIC KEY", "a public key", "not-private-key", onlyPublic},
	{"SSH2 PUBLIC KEY", "an SSH public key", "not-private-key", onlyPublic},
	{"CERTIFICATE", "a certificate", "not-private-key", onlyPublic},
	{"TRUSTED CERTIFICATE", "a certificate", "not-private-key", onlyPublic},
	{"X509 CERTIFICATE", "a certificate", "not-private-key", onlyPublic},
	{"CERTIFICATE REQUEST", "a certificate request (CSR)", "not-private-key", onlyPublic},
	{"NEW CERTIFICATE REQUEST", "a certificate request (CSR)", "not-private-key", onlyPublic},
	{"X509 CRL", "a revocation list", "not-private-key", useCertificate},
	{"PKCS7", "a bundle of certificates (PKCS#7)", "not-private-key", onlyPublic},
	{"CMS", "a signed or encrypted message (CMS)", "not-private-key", useCertificate},
	{"DH PARAMETERS", "a set of Diffie-Hellman parameters", "not-private-key", useCertificate},
	{"PGP PRIVATE KEY BLOCK", "a PGP private key", "not-private-key", useCertificate},
	{"PGP PUBLIC KEY BLOCK", "a PGP public key", "not-private-key", useCertificate},
	{"PGP MESSAGE", "a PGP message", "not-private-key", useCertificate},

	{opensshLabel, "an OpenSSH private key", "not-private-key", "Convert it, in place: ssh-keygen -p -m PEM -f private.pem"},
	{"SSH2 ENCRYPTED PRIVATE KEY", "a private key of ssh.com's SSH", "not-private-key", "Convert it: puttygen private.pem -O private-openssh -o private-new.pem"},
	{"EC PRIVATE KEY", "an elliptic curve (EC) key", "not-rsa", useCertificate},
	{"EC PARAMETERS", "a set of elliptic curve (EC) parameters", "not-rsa", useCertificate},
	{"DSA PRIVATE KEY", "a DSA key", "not-rsa", useCertificate},
	{"DSA PARAMETERS", "a set of DSA parameters", "not-rsa", useCertificate},
}

const (
	opensshLabel = "OPENSSH PRIVATE KEY"
	onlyPublic   = "It has the public half only, from which no private key can be made. " + useCertificate
)

// labelKind says in words what a block is.
func labelKind(label string) string {
	for _, known := range labels {
		if known.label == label {
			return known.kind
		}
	}
	return "a PEM block of an unknown kind"
}

// privateBlock picks the block of the private key out of what was pasted, and
// decodes it. Where there is none, the error says what there is instead.
func privateBlock(text []byte) (*pemBlock, []Note, error) {
	read, err := readPEM(text)
	if err != nil {
		return nil, nil, err
	}
	defer read.wipe()
	var found *pemBlock
	var refusal error
	var notes []Note
	for _, block := range read.blocks {
		for _, known := range labels {
			switch {
			case known.label != block.label:
			case known.code != "" && refusal == nil:
				refusal = refuseBlock(block, known.code, known.kind, known.hint)
			case known.code == "" && found == nil:
				found = block
			case known.code == "" && notes == nil:
				notes = []Note{noteSeveralKeys}
			}
		}
	}
	switch {
	case found != nil:
		if !isClean(text, found.label) {
			notes = append(notes, noteMended)
		}
		return found, notes, found.decode()
	case refusal != nil:
		return nil, nil, refusal
	case len(read.blocks) > 0:
		return nil, nil, refuse("not-private-key", labelKind(read.blocks[0].label), useCertificate)
	}
	return nil, nil, refuseShape(text, "private key")
}

// refuseBlock says what a block is that no private key is read from. What
// algorithm an OpenSSH key is for stands inside.
func refuseBlock(block *pemBlock, code, kind, hint string) error {
	if block.label == opensshLabel && block.decode() == nil {
		defer clear(block.data)
		if algorithm, ok := opensshAlgorithm(block.data); ok && algorithm != "ssh-rsa" {
			return refuse("not-rsa", kind+" of another algorithm than RSA", useCertificate)
		}
	}
	return refuse(code, kind, hint)
}

// refuse says what a thing is that is no RSA private key in PEM.
func refuse(code, kind, hint string) *fault.Error {
	message := "This is " + kind + ", not the private key."
	switch code {
	case "not-rsa":
		message = "This is " + kind + "; AliKassa's signatures are made with an RSA key."
	case "not-pem":
		message = "This is " + kind + ", not a key in PEM."
	}
	return fault.New(code, message).WithHint(hint)
}
