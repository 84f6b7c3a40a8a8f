package key

import (
	"bytes"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// opened is a private key out of its container.
type opened struct {
	numbers   *numbers
	container string // "pkcs1" or "pkcs8"
	cipher    string
	kdf       string
	notes     []Note
}

// open reads the key in the block, decrypting it if need be. Whether it is
// encrypted, and how, its content says; the label may lie.
func (b *pemBlock) open(password []byte) (*opened, error) {
	defer clear(b.data)
	if !b.encrypted && isPrivate(b.data) {
		n, container, err := parsePrivate(b.data)
		if err != nil {
			return nil, err
		}
		return &opened{numbers: n, container: container, notes: b.labelNotes(container, false)}, nil
	}

	var l *lock
	var err error
	if b.encrypted {
		l, err = traditionalLock(b)
	} else {
		l, err = pkcs8Lock(b.data)
	}
	if err != nil {
		return nil, err
	}
	o, err := l.open(password)
	if err != nil {
		return nil, err
	}
	if !b.encrypted {
		o.notes = append(o.notes, b.labelNotes(o.container, true)...)
	}
	return o, nil
}

// open tries the password in all its readings.
func (l *lock) open(password []byte) (*opened, error) {
	if password == nil {
		return nil, passwordRequired()
	}
	if len(password) > maxPassword {
		return nil, fault.New("wrong-password", "What was given as the password is longer than any password.").
			WithHint("Use password.txt from the same archive as private.pem.")
	}
	readings := candidates(password)
	if err := l.kdf.checkReadings(len(readings)); err != nil {
		return nil, err
	}
	for _, candidate := range readings {
		padded, err := l.try(candidate.secret)
		if err != nil {
			return nil, err
		}
		o, err := l.read(padded)
		clear(padded)
		if err != nil {
			return nil, err
		}
		if o != nil {
			o.notes = append(o.notes, candidate.notes...)
			if l.cipher.retired {
				o.notes = append(o.notes, noteRetiredCipher)
			}
			return o, nil
		}
	}
	if len(bytes.TrimSpace(password)) == 0 {
		return nil, passwordRequired()
	}
	return nil, wrongPassword(password)
}

// read makes a key of what a password decrypted: nil when the password was not
// the right one, an error when it was and the key is still no good.
func (l *lock) read(padded []byte) (*opened, error) {
	plain, ok := unpad(padded, l.cipher.blockSize)
	if ok && isPrivate(plain) {
		n, container, err := parsePrivate(plain)
		if err != nil {
			return nil, err
		}
		return &opened{numbers: n, container: container, cipher: l.cipher.name, kdf: l.kdf.name}, nil
	}
	if hasTraces(padded) {
		return nil, corrupt("The password is right, but the private key is damaged: what it decrypts to is broken.")
	}
	return nil, nil
}

// hasTraces reports whether decrypted bytes are a broken private key, and not
// the noise of a wrong password: whether they begin as one, or the public
// exponent 65537 stands in them between two other numbers. Noise of the length
// of a key looks so less than once in 2^32 times.
func hasTraces(padded []byte) bool {
	return len(padded) > 7 && bytes.HasPrefix(padded, []byte{0x30, 0x82}) && bytes.HasPrefix(padded[4:], []byte{0x02, 0x01, 0x00}) ||
		bytes.Contains(padded, []byte{0x02, 0x03, 0x01, 0x00, 0x01, 0x02})
}
