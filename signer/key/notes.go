package key

// Note is something that does not stop a key, but will stop a program.
type Note struct {
	Code    string
	Message string
}

var (
	notePublicKeyMismatch   = Note{"public-key-mismatch", "The public key does not belong to this private key: AliKassa will refuse the signatures if it keeps that one."}
	noteUnreadablePublicKey = Note{"public-key-unreadable", "What was given as the public key is none, and was left aside."}
	noteNotEncrypted        = Note{"key-not-encrypted", "The key is not encrypted: whoever gets the file can sign. The Java and Go samples open encrypted keys only."}
	noteNotForJavaGo        = Note{"container-not-for-java-go", "The key is in PKCS#8, which the documented Java and Go samples cannot open; PHP, Node and Python can."}
	noteSmallKey            = Note{"small-key", "The key has fewer than 2048 bits, too few for today: ask AliKassa for a new certificate when convenient."}
)

// containerNotes says which programs the way of storing the key will stop.
func (k *Key) containerNotes() []Note {
	var notes []Note
	if k.info.Container == "pkcs8" {
		notes = append(notes, noteNotForJavaGo)
	}
	if k.info.Cipher == "" {
		notes = append(notes, noteNotEncrypted)
	}
	if k.info.Bits < smallBits {
		notes = append(notes, noteSmallKey)
	}
	return notes
}
