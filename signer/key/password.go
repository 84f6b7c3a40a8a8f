package key

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// maxPassword bounds a password, in bytes; OpenSSL stops at 1024.
const maxPassword = 4096

var byteOrderMark = []byte("\xef\xbb\xbf")

// candidate is a password that may have been meant.
type candidate struct {
	secret []byte
	notes  []Note // what to say if it is the one
}

// candidates lists what a password file may mean, the exact bytes first: then
// without the line break that an editor adds, without its byte order mark, and
// without both.
func candidates(password []byte) []candidate {
	line := bytes.TrimRight(password, "\r\n")
	mark := bytes.TrimPrefix(password, byteOrderMark)
	both := bytes.TrimRight(mark, "\r\n")
	breaks, marked := len(line) < len(password), len(mark) < len(password)

	list := []candidate{{password, notesKept(password)}}
	if breaks {
		list = append(list, candidate{line, append([]Note{noteNewline}, notesKept(line)...)})
	}
	if marked {
		list = append(list, candidate{mark, append([]Note{noteByteOrderMark}, notesKept(mark)...)})
	}
	if breaks && marked {
		list = append(list, candidate{both, append([]Note{noteNewline, noteByteOrderMark}, notesKept(both)...)})
	}
	return list
}

// notesKept says which programs lose a part of a password that is rightly
// there.
func notesKept(secret []byte) []Note {
	var notes []Note
	if bytes.HasPrefix(secret, byteOrderMark) {
		notes = append(notes, noteByteOrderMarkKept)
	}
	if bytes.HasSuffix(secret, []byte{'\n'}) || bytes.HasSuffix(secret, []byte{'\r'}) {
		notes = append(notes, noteNewlineKept)
	} else if bordered(secret) {
		notes = append(notes, noteBlankKept)
	}
	return notes
}

// bordered reports whether a password begins or ends with a blank.
func bordered(secret []byte) bool {
	first, _ := utf8.DecodeRune(secret)
	last, _ := utf8.DecodeLastRune(secret)
	return unicode.IsSpace(first) || unicode.IsSpace(last)
}

// wrongPassword says that no candidate fitted. All encryptions here lack a
// checksum, so where nothing sensible came out a damaged file is as possible.
func wrongPassword(password []byte) *fault.Error {
	hint := "Use password.txt from the same archive as private.pem."
	switch {
	case bytes.HasPrefix(password, []byte{0xFF, 0xFE}), bytes.HasPrefix(password, []byte{0xFE, 0xFF}):
		hint = "password.txt was saved as UTF-16: save it as UTF-8 without a byte order mark, or take it from the archive again."
	case bordered(bytes.TrimRight(password, "\r\n")):
		hint = "The password begins or ends with a blank; try it without, or use password.txt from the same archive as private.pem."
	}
	return fault.New("wrong-password",
		"The password does not open the private key; or the key's file is damaged, which this kind of encryption cannot tell apart.").
		WithHint(hint)
}

func passwordRequired() *fault.Error {
	return fault.New("password-required", "The private key is encrypted, and no password was given.").
		WithHint("Add password.txt from the same archive, or type its content.")
}
