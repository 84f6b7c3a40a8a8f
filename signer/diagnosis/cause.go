package diagnosis

import (
	"slices"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// A Cause is one mistake by which a signature is refused: what the doctor says
// of it, and the rules by which it is found.
//
// A rule tells what the signer did, as a step from what was sent to what was
// signed. The search puts the steps of different rules together; no rule knows
// of another.
type Cause struct {
	Code  string // stable: "other-style"
	Title string // the mistake, in a few words
	Looks string // how one comes upon it
	Why   string // why it breaks the signature
	Fix   string // what to do, in any language
	Fixes []Fix  // the same in the words of a language
	// Resend is what to do, in place of Fix, where what was signed is right and what
	// was sent is not; empty: Fix tells it both ways.
	Resend string

	// Sign are steps back through what happened to the text of the header.
	sign []layer
	// Bytes are steps from one text to another.
	bytes []step
	// Undone are such steps after which the text has to be read anew: they undo
	// what was done to the body after it had been signed.
	undone []step
	// Prints are how the data may have been written instead of as JSON.
	prints []print
	// Values are what the signer may have had in place of one value.
	values func(v value, emit func(variant))
	// Lists are what the signer may have had in place of all the members.
	lists func(d *data, emit func(edit))
	// Far are such lists that are tried by themselves alone.
	far func(d *data, emit func(edit))
}

// A Fix is what to do in one language, with the line to change.
type Fix struct {
	Language string // as the styles have it: "PHP"
	Text     string
	Code     string // lines of the documented sample as they should be; may be empty
}

// causes lists all there are, the most telling first: where several are found
// they are told in this order. A new cause is a file and a line here.
var causes = []*Cause{
	&signPrivateKey,
	&wrongKeyKnown, &wrongKeySize, &wrongKey,
	&badPadding, &pssPadding, &rawMessage, &noDigestInfo, &wrongHash, &hashedTwice,
	&otherStyle, &keyOrder, &whitespace, &trailingNewline, &byteOrderMark, &charset, &unicodeNormalization,
	&escapes, &valueTypes, &numberSpelling, &nullFields, &addedFields, &missingFields, &fieldChanged,
	&nestedWrapper, &formEncoded, &queryString, &doubleEncoded, &base64Body, &singleQuotes, &debugPrint,
	&placeholder, &emptyBody,
	&signEmpty, &signNotBase64, &signNoSignature, &signAsText, &signLineBreaks, &signBase64URL, &signPlusAsSpace, &signPercentEncoded,
	&signHex, &signDoubleBase64, &signQuoted, &signHeaderName, &signEscaped, &signByteOrder, &signLeadingZero,
	&signTruncated, &signExtraData,
	&otherBody,
}

// Causes lists all causes, the most telling first.
func Causes() []*Cause { return causes }

// A change is a step that was taken: a cause in particular.
type change struct {
	cause    *Cause
	what     string // a sentence that says what was signed
	field    string // which field, "" where it is not one
	undone   bool   // it was done to what was sent, not to what was signed
	from, to string // what was signed and what was sent, short
}

// A step makes another text of a text.
type step struct {
	what string
	// apply appends to dst what was signed if the text was sent; false where the
	// step changes nothing, or does not apply.
	apply func(dst, text []byte) ([]byte, bool)
	// fresh tells that what comes of it was not written by the one who wrote the
	// text, so that no style of the text holds for it.
	fresh bool
	// each, where there is one, is what the step makes of any piece of the text: of
	// pieces together it makes these together, between what it makes of nothing.
	each  func(dst, piece []byte) []byte
	ends  bool                                  // it looks at the ends of the text alone
	alone bool                                  // it does not look at the text: it is tried once, by itself
	read  func(text []byte) (*body.Value, bool) // in place of JSON's parser, where it is not JSON
}

// A layer makes of the text of a Sign what it was before.
type layer struct {
	what  string
	apply func(text string) (string, bool)
}

// A value is a member's value, with what the rules look at.
type value struct {
	*body.Value
	name  string
	table *table
	far   bool // what is tried by itself alone is wanted, and nothing else
}

// A variant is what the signer may have had in place of a value.
type variant struct {
	value   *body.Value
	literal string // in place of a value: what stands there is no JSON
	what    string
	rank    rank
	also    *change // a second cause of the same step
}

// A rank is how far a step is tried with others.
type rank uint8

const (
	likely  rank = iota // with every other step
	seldom              // with those that are likely, with styles and with what is done to bytes
	farther             // by itself alone
)

// An edit makes another list of members of a list.
type edit struct {
	changes []change // one, or two where a value has two mistakes
	single  bool     // the two are one step, as what number_format does
	double  bool     // it is two steps, though they may be told as one
	rank    rank
	old     *member // goes
	new     *member // comes in its place, or after the member before
	after   *member // where a new one comes that takes nobody's place; nil: first
	all     func(list []*member) []*member
}

// told returns the changes with what was signed and what was sent.
func (e *edit) told() []change {
	changes := slices.Clone(e.changes)
	for i := range changes {
		c := &changes[i]
		if c.from != "" || c.to != "" {
			continue // the rule has told it
		}
		if e.old != nil && e.old.value != nil {
			c.to = shown(e.old.value)
		}
		if e.new != nil {
			c.from = show(e.new)
		}
	}
	return changes
}

// cause returns the first cause.
func (e *edit) cause() *Cause { return e.changes[0].cause }

// apply appends the edited list to dst; false where the edit finds nothing to do.
func (e *edit) apply(dst, list []*member) ([]*member, bool) {
	switch {
	case e.all != nil:
		edited := e.all(list)
		return append(dst, edited...), edited != nil
	case e.old != nil:
		for i, m := range list {
			if m == e.old {
				dst = append(dst, list[:i]...)
				if e.new != nil {
					dst = append(dst, e.new)
				}
				return append(dst, list[i+1:]...), true
			}
		}
		return dst, false
	case e.after == nil:
		return append(append(dst, e.new), list...), true
	default:
		for i, m := range list {
			if m == e.after {
				dst = append(dst, list[:i+1]...)
				return append(append(dst, e.new), list[i+1:]...), true
			}
		}
		return dst, false
	}
}
