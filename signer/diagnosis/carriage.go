package diagnosis

import (
	"bytes"
	"crypto/rsa"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A carried signature is what a Sign is once everything is undone that happened
// to it on its way.
type carried struct {
	sign    []byte
	changes []change
	block   *block // nil: it opens to noise with every key
	key     int    // of keys: which one opens it
	cut     bool   // its text ends within a byte
	private bool   // it is no signature, but a private key

	otherwise *carried // what is to be said of it where a tentative block turns out to be noise
}

// maxSign is the longest text that is looked at: a signature of the largest key
// is 2,732 characters, and may have been encoded several times.
const maxSign = 64 << 10

// minSign is the fewest bytes that are taken for what is left of a signature: a
// word such as None or null is base64, too.
const minSign = 40

// carry undoes what happened to a Sign, layer by layer, until one of the keys
// opens it: keys[0], the one that should, before the others. nil where there are
// no bytes in it at all. It asks pause now and then whether to go on; false: it
// did not.
func carry(sign string, keys []*rsa.PublicKey, pause func() bool) (*carried, bool) {
	if len(sign) > maxSign {
		return nil, true
	}
	c := &carrier{keys: keys, pause: pause, seen: map[string]bool{}}
	c.push(sign, nil)
	for len(c.queue) > 0 && c.best == nil && !c.stopped {
		next := c.queue[0]
		c.queue = c.queue[1:]
		c.text(next.text, next.changes)
		for _, cause := range causes {
			for _, l := range cause.sign {
				if out, ok := l.apply(next.text); ok {
					c.push(out, with(next.changes, change{cause: cause, what: l.what}))
				}
			}
		}
	}
	switch {
	case c.best != nil:
		return c.best, !c.stopped
	case c.tentative != nil:
		c.tentative.otherwise = c.fallback
		return c.tentative, !c.stopped
	}
	return c.fallback, !c.stopped
}

func with(changes []change, more ...change) []change { return append(slices.Clip(changes), more...) }

// A carrier tries the texts that a Sign may have been, those of the fewest
// layers first.
type carrier struct {
	keys  []*rsa.PublicKey
	queue []layered
	seen  map[string]bool
	work  int // of opening, in units of a key of 2048 bits and the exponent 65537
	since int // the same, since the last pause

	pause   func() bool
	stopped bool

	best      *carried
	tentative *carried // bytes that a key opens to what may be a signer's
	fallback  *carried // bytes that no key opens
	score     int
}

type layered struct {
	text    string
	changes []change
}

func (c *carrier) push(text string, changes []change) {
	if len(changes) > 6 || len(c.seen) > 300 || c.seen[text] {
		return
	}
	c.seen[text] = true
	c.queue = append(c.queue, layered{text, changes})
}

// text takes a text for base64, for hex, and for the bytes themselves.
func (c *carrier) text(text string, changes []change) {
	if isPrivatePEM(text) {
		c.best = &carried{private: true}
		return
	}
	digits := strings.NewReplacer(":", "", " ", "", "0x", "", "\n", "", "\r", "", "-", "").Replace(text)
	if len(digits) >= minHex && strings.Trim(strings.TrimRight(digits, "="), hexDigits) == "" && strings.ContainsAny(digits, "0123456789") {
		c.hex(digits, changes) // base64 has so many of them in a row by no chance, but for zeros, which are A
		return
	}
	if strings.ContainsAny(text, "\r\n") {
		// Go's decoder would pass over the line breaks, which are a mistake here.
	} else if decoded, err := base64.StdEncoding.DecodeString(text); err == nil {
		c.almost(decoded, text, changes, false)
	} else if n := len(text) &^ 3; n > 64 && len(text)%4 == 1 && strings.Trim(text[n:], base64Digits) == "" {
		// Cut within a byte, or a digit too long: what is whole is looked at.
		if decoded, err := base64.StdEncoding.DecodeString(text[:n]); err == nil {
			c.almost(decoded, text, changes, true)
		}
	}
	if upper := strings.TrimRight(text, "="); len(upper) > 64 && strings.Trim(upper, base32Digits) == "" {
		if decoded, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(upper); err == nil {
			c.bytes(decoded, with(changes, change{cause: &signNotBase64, what: "Sign is the signature in base32."}), false)
		}
	}
	if lost := strings.Count(text, "\uFFFD"); lost > 0 {
		c.remember([]byte(text), with(changes, lostAsText(lost)), false)
	}
	if raw, ok := toLatin1(text); ok && !isASCII(text) {
		c.bytes(raw, with(changes, change{cause: &signNotBase64, what: "Sign is the signature's bytes themselves, without base64."}), false)
	}
	if !isASCII(text) && !utf8.ValidString(text) {
		c.bytes([]byte(text), with(changes, change{cause: &signNotBase64, what: "Sign is the signature's bytes themselves, without base64."}), false)
	}
}

const hexDigits = "0123456789abcdefABCDEF"

// minHex is how many hex digits are taken for hex, although they are base64's, too.
const minHex = 64

// hex is text for hex digits, of which there may be an odd number: a number loses
// its leading zero, and what is cut may be so within a byte.
func (c *carrier) hex(digits string, changes []change) {
	digits = strings.TrimRight(digits, "=")
	changes = with(changes, change{cause: &signHex, what: "Sign is the signature in hex."})
	odd := len(digits)%2 == 1
	if odd {
		if whole, err := hex.DecodeString("0" + digits); err == nil && c.opened(whole, changes) {
			return
		}
		digits = digits[:len(digits)-1]
	}
	decoded, err := hex.DecodeString(digits)
	if err != nil {
		return
	}
	if odd && c.opened(decoded, with(changes, change{cause: &signExtraData, what: "Sign has one digit more than the signature."})) {
		return
	}
	c.bytes(decoded, changes, odd)
}

// isPrivatePEM tells whether a text is a private key in PEM, or a line of it,
// whatever became of its blanks.
func isPrivatePEM(text string) bool {
	return strings.Contains(strings.NewReplacer(" ", "", "+", "", "%20", "").Replace(text), "PRIVATEKEY-----")
}

// isPrivateDER tells whether bytes are those of a private key, or begin as such.
func isPrivateDER(der []byte) bool {
	if len(der) < minSign || der[0] != 0x30 || der[1] != 0x82 && der[1] != 0x81 {
		return false
	}
	inner := der[2+der[1]-0x80:]
	return bytes.HasPrefix(inner, []byte{2, 1, 0, 2, 0x81}) || bytes.HasPrefix(inner, []byte{2, 1, 0, 2, 0x82}) || // PKCS #1
		bytes.HasPrefix(inner, []byte{2, 1, 0, 0x30, 0x0D, 6, 9}) || // PKCS #8
		inner[0] == 0x30 && bytes.HasPrefix(inner[2:], []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05")) // encrypted
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// almost is bytes for what base64 was decoded to: where the text has more bits
// than the bytes, which a strict reader refuses, a signature in it is one with
// something behind it.
func (c *carrier) almost(sign []byte, text string, changes []change, cut bool) {
	if base64.StdEncoding.EncodeToString(sign) != text &&
		c.opened(sign, with(changes, change{cause: &signExtraData, what: "Sign ends with bits that belong to none of its bytes."})) {
		return
	}
	c.bytes(sign, changes, cut)
}

const base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

// bytes looks whether a key opens the bytes, or what they may have been. cut tells
// that the text went on within a byte.
func (c *carrier) bytes(sign []byte, changes []change, cut bool) {
	if isPrivateDER(sign) || isPrivatePEM(string(sign)) {
		c.best = &carried{private: true}
		return
	}
	if len(sign) < minSign && !isDigestSize(len(sign)) {
		return
	}
	if c.opened(sign, changes) {
		return
	}
	say := func(cause *Cause, what string) []change { return with(changes, change{cause: cause, what: what}) }
	reversed := slices.Clone(sign)
	slices.Reverse(reversed)
	if c.opened(reversed, say(&signByteOrder, "The bytes of Sign are in the reverse order.")) {
		return
	}
	for _, key := range c.keys {
		size := key.Size()
		switch n := len(sign); {
		case n == size+1 && sign[0] == 0:
			if c.opened(sign[1:], say(&signLeadingZero, "A zero byte was put before the signature.")) {
				return
			}
		case n < size && n >= size-3:
			zeros := make([]byte, size-n)
			if c.opened(append(zeros, sign...), say(&signLeadingZero, "A zero byte at the beginning of the signature was lost.")) {
				return
			}
			if n == size-1 && key == c.keys[0] && c.lastByte(key, sign, changes) {
				return
			}
		}
		if n := len(sign); n > size {
			what := "Sign has " + plural(n-size, "byte") + " more than the signature, behind it."
			if c.opened(sign[:size], say(&signExtraData, what)) {
				return
			}
			what = "Sign has " + plural(n-size, "byte") + " more than the signature, before it."
			if c.opened(sign[n-size:], say(&signExtraData, what)) {
				return
			}
		}
	}
	if utf8.Valid(sign) && isASCII(string(sign)) {
		if inner := string(sign); len(inner) >= 64 {
			c.push(inner, say(&signDoubleBase64, "Decoded, Sign is text again: it was encoded twice."))
		}
	} else if utf8.Valid(sign) {
		c.wasText(string(sign), changes)
	}
	c.remember(sign, changes, cut)
}

// opened tells whether a key opens the bytes to what a signer wrote.
func (c *carrier) opened(sign []byte, changes []change) bool {
	for i, key := range c.keys {
		if b := c.open(key, sign); b != nil {
			found := &carried{sign: sign, changes: changes, block: b, key: i}
			if b.tentative {
				if c.tentative == nil {
					c.tentative = found
				}
				continue
			}
			c.best = found
			return true
		}
	}
	return false
}

// maxOpening bounds the work of opening: a unit takes less than half a
// millisecond in a browser. Of a key of 4096 bits it leaves enough for each last
// byte that there can be.
const maxOpening = 1500

// openAtOnce is how much of it is done between two pauses.
const openAtOnce = 16

// open opens a signature as long as the work for it is bounded.
func (c *carrier) open(key *rsa.PublicKey, sign []byte) *block {
	if len(sign) != key.Size() || c.stopped {
		return nil
	}
	n := (key.Size() + 255) / 256
	e := uint(key.E)
	units := n * n * max((bits.Len(e)+bits.OnesCount(e))/19, 1)
	if c.work+units > maxOpening {
		return nil
	}
	c.work += units
	if c.since += units; c.since > openAtOnce {
		c.since = 0
		if c.stopped = !c.pause(); c.stopped {
			return nil
		}
	}
	em := open(key, sign)
	b := read(em, key.N.BitLen())
	if b == nil && em != nil {
		// X9.31 takes the smaller one of a signature and the modulus less it.
		em = new(big.Int).Sub(key.N, new(big.Int).SetBytes(em)).FillBytes(em)
		if b = readX931(em, 0); b != nil {
			b.bytes = em
		}
	}
	return b
}

// lastByte finds the last byte where it alone is lost.
func (c *carrier) lastByte(key *rsa.PublicKey, sign []byte, changes []change) bool {
	whole := append(slices.Clone(sign), 0)
	for b := range 256 {
		whole[len(sign)] = byte(b)
		if found := c.open(key, whole); found != nil && !found.tentative {
			return c.opened(whole, with(changes, change{cause: &signTruncated, what: "The last byte of the signature is missing."}))
		}
	}
	return false
}

// wasText undoes the way of bytes through a string: each byte became a letter.
func (c *carrier) wasText(text string, changes []change) {
	lost := strings.Count(text, "\uFFFD")
	if lost > 0 {
		c.remember([]byte(text), with(changes, lostAsText(lost)), false)
		return
	}
	const what = "Decoded, Sign is UTF-8: each byte of the signature was taken for a letter."
	if raw, ok := toLatin1(text); ok {
		c.opened(raw, with(changes, change{cause: &signAsText, what: what}))
	}
	raw := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r > 0xFF {
				return
			}
			b = byte(r)
		}
		raw = append(raw, b)
	}
	if c.best == nil {
		c.opened(raw, with(changes, change{cause: &signAsText, what: what}))
	}
}

func lostAsText(times int) change {
	return change{cause: &signAsText, what: "Sign has " + strconv.Itoa(times) + " times U+FFFD, which stands where a byte was no text: the signature is lost."}
}

func toLatin1(text string) ([]byte, bool) {
	raw := make([]byte, 0, len(text))
	for _, r := range text {
		if r > 0xFF || r == utf8.RuneError {
			return nil, false
		}
		raw = append(raw, byte(r))
	}
	return raw, true
}

// remember keeps the bytes that look most like a signature, for what can be said
// of them without a key.
func (c *carrier) remember(sign []byte, changes []change, cut bool) {
	score := 10 - len(changes)
	switch n := len(sign); {
	case n == c.keys[0].Size():
		score += 40
	case len(changes) > 0 && changes[len(changes)-1].cause == &signAsText:
		score += 30
	case isUsualSize(n):
		score += 20
	case n >= 64:
		score += 10
	}
	if c.fallback == nil || score > c.score {
		cut = cut || slices.ContainsFunc(changes, func(ch change) bool { return ch.cause == &signTruncated })
		c.fallback, c.score = &carried{sign: bytes.Clone(sign), changes: changes, cut: cut}, score
	}
}

// isUsualSize tells whether keys have so many bytes: 1024 bits and more, in steps
// of 512.
func isUsualSize(n int) bool { return n >= 128 && n%64 == 0 }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
