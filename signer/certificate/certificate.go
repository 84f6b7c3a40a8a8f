// Package certificate finds the private key, the password and the public key
// in what a merchant has at hand: the downloaded archive, a folder, or loose
// files.
//
// Most callers unpack an archive with [Unzip] and hand its files to [Select];
// loose files go to Select as they are. What comes out is for [key.Open].
//
// It promises: no file is taken for another without a reason that [Select]
// tells, several certificates are offered as a choice and never guessed among,
// and an archive takes no more memory and time than the limits here, whatever
// its headers say.
package certificate

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
)

// File is a file with its path, or with its bare name.
type File struct {
	Name string
	Data []byte
}

// Select picks the certificate called choice out of files, or the only one when
// choice is empty. Zip archives among the files are unpacked, as folders of
// their name.
//
// A file is told by its name (private.pem, "private (1).pem", Password.TXT),
// and where the name says nothing by its content. Files belong together that
// lie in one folder and are named alike; a password or public key that stands
// alone in the folder, or alone at all beside a single private key, belongs to
// that. Every private key is a certificate; a folder with nothing but a public
// key, as for notifications, is none.
//
// Its codes: archive-incomplete when there is no private key, or an encrypted
// one without a password; archive-ambiguous, whose Choices are values for
// choice, 50 at most; and those of [Unzip]. When nothing but the password is missing, the
// Source has the rest, so that a caller who has the password can go on.
func Select(files []File, choice string) (key.Source, error) {
	parts, zipErr := readParts(files)
	certificates := group(parts)
	if len(certificates) == 0 {
		if zipErr != nil {
			return key.Source{}, zipErr
		}
		return key.Source{}, noPrivateKey(parts)
	}
	chosen, err := choose(certificates, choice)
	if err != nil {
		return key.Source{}, err
	}
	src := chosen.source()
	if src.Password == nil && chosen.private.kind == key.EncryptedPrivate {
		return src, fault.New("archive-incomplete", "password.txt is missing: the private key is encrypted.").
			WithHint("Add password.txt from the downloaded archive, or type its content.")
	}
	return src, nil
}

// Limits of what is said about several certificates.
const (
	maxChoices = 50 // offered
	maxNamed   = 10 // in the sentence
	maxShown   = 80 // bytes of a name in the sentence
)

// choose picks a certificate by its name.
func choose(certificates []certificate, choice string) (certificate, error) {
	if choice == "" && len(certificates) == 1 {
		return certificates[0], nil
	}
	var choices []string
	for _, c := range certificates {
		if c.name == choice {
			return c, nil
		}
		if len(choices) < maxChoices {
			choices = append(choices, c.name)
		}
	}
	message := "There are several certificates in this: "
	if choice != "" {
		message = "There is no certificate of that name in this, but: "
	}
	err := fault.New("archive-ambiguous", message+listed(choices, len(certificates))+".").
		WithHint("Choose the one that the request is for: payments or payouts.")
	err.Choices = choices
	return certificate{}, err
}

// listed names the first of count certificates.
func listed(names []string, count int) string {
	var shown []string
	for _, name := range names[:min(len(names), maxNamed)] {
		if len(name) > maxShown {
			end := maxShown
			for !utf8.RuneStart(name[end]) {
				end--
			}
			name = name[:end] + "…"
		}
		shown = append(shown, name)
	}
	list := strings.Join(shown, ", ")
	if more := count - len(shown); more > 0 {
		list += " and " + strconv.Itoa(more) + " more"
	}
	return list
}

// noPrivateKey says what is missing, and what there is instead.
func noPrivateKey(parts []part) error {
	var password, public bool
	for _, p := range parts {
		password = password || p.role == rolePassword && !p.guessed
		public = public || p.role == rolePublic
	}
	switch {
	case public && !password:
		return fault.New("archive-incomplete", "private.pem is missing: there is only a public key, as in the certificate for notifications.").
			WithHint("Sign with the certificate for payments or for payouts.")
	case password:
		return fault.New("archive-incomplete", "private.pem is missing.").
			WithHint("Take the archive as it was downloaded from AliKassa, or choose private.pem as well.")
	}
	return fault.New("archive-incomplete", "private.pem and password.txt are missing: there is nothing of a certificate in this.").
		WithHint("Take the archive as it was downloaded from AliKassa.")
}

// source returns the parts of a certificate as they were found.
func (c certificate) source() key.Source {
	src := key.Source{PrivateKey: c.private.data}
	if c.password != nil {
		src.Password = c.password.data
	}
	if c.public != nil {
		src.PublicKey = c.public.data
	}
	return src
}

// same reports whether two certificates are copies of each other.
func (c certificate) same(other certificate) bool {
	a, b := c.source(), other.source()
	return bytes.Equal(a.PrivateKey, b.PrivateKey) && bytes.Equal(a.Password, b.Password) && bytes.Equal(a.PublicKey, b.PublicKey)
}
