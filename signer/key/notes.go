package key

// Note is something that does not stop a key here, but stops a program
// elsewhere, or should stop a person.
type Note struct {
	Code    string // stable, in kebab case
	Message string // one or two sentences
}

// About the password. What each documented sample does with password.txt: PHP,
// Java and Go take it as it is; Node trims it as text, the byte order mark
// included; Python trims its bytes, which leaves the mark.
var (
	noteNewline           = Note{"password-trailing-newline", "password.txt ends with a line break. Node and Python trim it; PHP, Java and Go do not, and will say the password is wrong."}
	noteNewlineKept       = Note{"password-trailing-newline", "The password itself ends with a line break. Node and Python trim it, and will say the password is wrong; PHP, Java and Go do not."}
	noteByteOrderMark     = Note{"password-byte-order-mark", "password.txt begins with a byte order mark. Node drops it; PHP, Python, Java and Go do not, and will say the password is wrong."}
	noteByteOrderMarkKept = Note{"password-byte-order-mark", "The password itself begins with a byte order mark. Node drops it, and will say the password is wrong; PHP, Python, Java and Go do not."}
	noteBlankKept         = Note{"password-outer-blank", "The password begins or ends with a blank. Node and Python trim it, and will say the password is wrong; PHP, Java and Go do not."}
)

// About the private key.
var (
	noteNotForJavaGo  = Note{"container-not-for-java-go", "The key is stored as PKCS#8, which the documented Java and Go samples cannot open; PHP, Node and Python can."}
	noteNotEncrypted  = Note{"key-not-encrypted", "The key is not encrypted: whoever gets the file can sign. The documented Python, Java and Go samples open encrypted keys only."}
	noteRetiredCipher = Note{"retired-cipher", "The key is encrypted with DES, which OpenSSL 3 no longer opens by itself: PHP and Node will say that it is unsupported."}
	noteLabel         = Note{"label-mismatch", "The BEGIN line names another container than the one that follows it, which some programs refuse."}
	noteMended        = Note{"pem-mended", "The text had to be mended to be read: line breaks, blanks, quotes or dashes were not as in a PEM file. Most programs will not open it as it is."}
	noteSeveralKeys   = Note{"several-private-keys", "There are several private keys in the file; the first was taken, as most programs do."}
	noteSmallKey      = Note{"small-key", "The key has fewer than 2048 bits, which is too few today: ask AliKassa for a new certificate."}
)

// About the public key that came along.
var (
	notePublicKeyMismatch   = Note{"public-key-mismatch", "The public key does not belong to this private key. If it is the one that AliKassa keeps, every signature will be refused."}
	noteUnreadablePublicKey = Note{"public-key-unreadable", "What was given as the public key cannot be read as one, and was left aside."}
)

// containerNotes lists what the way of storing the key means for programs, and
// what its size does for a person.
func (i Info) containerNotes() []Note {
	var notes []Note
	if i.Container == "pkcs8" {
		notes = append(notes, noteNotForJavaGo)
	}
	if i.Cipher == "" {
		notes = append(notes, noteNotEncrypted)
	}
	if i.Bits < smallBits {
		notes = append(notes, noteSmallKey)
	}
	return notes
}

// labelNotes compares the label of a block with what was found in it.
func (b *pemBlock) labelNotes(container string, encrypted bool) []Note {
	want := "PRIVATE KEY"
	switch {
	case encrypted:
		want = "ENCRYPTED PRIVATE KEY"
	case container == "pkcs1":
		want = "RSA PRIVATE KEY"
	}
	if b.label != want {
		return []Note{noteLabel}
	}
	return nil
}
