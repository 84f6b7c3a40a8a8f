package key

import (
	"bytes"
	"strings"
)

// Kind is what a file is to a certificate.
type Kind int

// The kinds that [Recognise] tells apart.
const (
	None             Kind = iota // nothing of a certificate
	Private                      // a private key as it is
	EncryptedPrivate             // a private key that needs a password
	Public                       // a public key, or an X.509 certificate
	Unusable                     // a key that Open refuses, and says what it is
)

// Recognise tells by its content what a file is. It does not open it: a damaged
// key is recognised too.
func Recognise(text []byte) Kind {
	read, err := readPEM(text)
	if err != nil {
		return None
	}
	defer read.wipe()
	kind := None
	for _, block := range read.blocks {
		switch {
		case block.isPrivate() && block.looksEncrypted():
			return EncryptedPrivate
		case block.isPrivate():
			return Private
		case block.isPublic():
			kind = Public
		case kind == None && labelKnown(block.label):
			kind = Unusable
		}
	}
	if len(read.blocks) > 0 {
		return kind
	}
	text = bytes.TrimPrefix(text, byteOrderMark)
	for _, shape := range shapes() {
		if shape.is(text) {
			if shape.key {
				return Unusable
			}
			return None
		}
	}
	return None
}

// isPrivate reports whether Open reads blocks of this label.
func (b *pemBlock) isPrivate() bool {
	for _, known := range labels {
		if known.label == b.label {
			return known.code == ""
		}
	}
	return false
}

// isPublic reports whether ParsePublic reads blocks of this label.
func (b *pemBlock) isPublic() bool {
	for _, container := range publicContainers {
		if container.label == b.label {
			return true
		}
	}
	return false
}

// looksEncrypted goes by the label and the headers alone.
func (b *pemBlock) looksEncrypted() bool {
	return strings.HasPrefix(b.label, "ENCRYPTED") || bytes.Contains(b.body, []byte("ENCRYPTED")) || bytes.Contains(b.body, []byte("DEK-Info"))
}

func labelKnown(label string) bool {
	for _, known := range labels {
		if known.label == label {
			return true
		}
	}
	return false
}
