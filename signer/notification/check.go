package notification

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha1"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// A checker works on one payload.
type checker struct {
	payload *payload
	public  *rsa.PublicKey
	result  Result
}

func (c *checker) tell(f finding.Finding) { c.result.Findings = append(c.result.Findings, f) }

func (c *checker) check() {
	p := c.payload
	if p.sign == "" {
		c.noSign()
		return
	}
	size := c.public.Size()
	sig, undone := unwrap(p.sign, size)
	switch {
	case sig == nil:
		c.tell(notBase64(p.sign))
		return
	case len(sig) != size:
		// Where it is cut, the = are missing for that.
		undone = slices.DeleteFunc(undone, func(f finding.Finding) bool { return f.Code == "sign-not-base64" })
		c.result.Findings = append(undone, wrongSize(len(sig), size))
		return
	}
	if len(undone) == 0 && c.asReceived(sig) {
		c.remark()
		return
	}
	o := open(c.public, sig)
	if !o.padded {
		c.result.Findings = append(undone, wrongKey())
		return
	}
	c.result.Findings = undone
	if o.hash == nil {
		c.tell(bareSignature())
		return
	}
	if o.hash.name != sha1Hash.name {
		c.tell(wrongHash(o.hash.name))
	}
	s := &search{hash: o.hash, digest: o.digest, left: maxHashed}
	if s.run(p.members) {
		c.explain(s)
	} else {
		c.tell(otherBody(s.tried))
		c.facts()
	}
}

// asReceived looks for the form in which the signature proves the fields. This
// alone makes a payload valid: each form's text goes through the whole check
// of PKCS#1 v1.5.
func (c *checker) asReceived(sig []byte) bool {
	w := &writer{members: c.payload.members}
	o := open(c.public, sig)
	for i := range forms {
		f := &forms[i]
		text, ok := w.text(f)
		if !ok {
			continue
		}
		if digest := sha1.Sum(text); !bytes.Equal(digest[:], o.digest) {
			continue // no need to ask the key
		}
		if signature.CheckBytes(c.public, text, sig) == nil {
			c.result.Valid, c.result.Form = true, f.Name
			if !f.isDocumented() {
				c.tell(otherForm(f))
			}
			if left := uncovered(w.chosen[f.pick].members, c.payload.members); len(left) > 0 {
				c.tell(notCovered(left))
			}
			return true
		}
	}
	return false
}

// uncovered returns the names of members that the signed ones lack.
func uncovered(signed, all []member) []string {
	return missing(signed, names(all))
}

// remark adds what is worth knowing of valid fields.
func (c *checker) remark() {
	if twice := c.payload.twice; len(twice) > 0 {
		c.tell(cameTwice(twice))
	}
	if c.payload.html {
		c.tell(htmlAddress())
	}
	if c.payload.wrapped != "" {
		c.tell(wrapped(c.payload.wrapped))
	}
}

// explain tells what the search found.
func (c *checker) explain(s *search) {
	for _, h := range s.causes {
		c.tell(finding.Finding{Code: h.cause.code, Title: h.cause.title, Detail: h.detail, Fix: h.cause.fix, From: h.from, To: h.to})
	}
	switch f := s.form; {
	case f.code == "query-string":
		c.tell(finding.Finding{Code: f.code, Title: "Not JSON was signed, but " + f.Title + ".",
			Detail: "The signature is this key's over that text.", Fix: "Ask AliKassa's support: the documentation has PHP's json_encode of the fields.", From: f.Name, To: "php"})
	case f.code != "":
		c.tell(finding.Finding{Code: f.code, Title: "The fields were signed as " + f.Title + " writes them.",
			Detail: "The documentation has PHP's json_encode; the bytes differ.", Fix: "Ask AliKassa's support whether the documented form is still sent.", From: f.Name, To: "php"})
	case !f.isDocumented() && !s.fits():
		c.tell(otherForm(f))
	}
	c.remark()
}

// fits tells whether the causes say already why the form is another one: an
// order or types of their own can only be told by such a form.
func (s *search) fits() bool {
	for _, h := range s.causes {
		switch h.cause.code {
		case "key-order", "value-types", "null-fields", "missing-fields", "added-fields":
			return true
		}
	}
	return false
}

// facts tells what is certain where nothing explains the signature.
func (c *checker) facts() {
	p := c.payload
	if kindOf(p.members) == Redirect {
		c.remark()
		return
	}
	if absent := missing(p.members, documentedFields); len(absent) > 0 {
		c.tell(finding.Finding{Code: "missing-fields", Title: "Not received: " + join(absent) + ".",
			Detail: "A notification has these fields, and the signature may cover them.", Fix: "Give the payload whole, with its empty fields."})
	}
	if foreign := unknown(p.members); len(foreign) > 0 {
		c.tell(finding.Finding{Code: "added-fields", Title: "Not documented: " + join(foreign) + ".",
			Detail: "A notification has no such field; something on the way may have added it.", Fix: "Leave out what your own address or framework adds.", To: strings.Join(foreign[:min(len(foreign), maxNamed)], ", ")})
	}
	if p.badly != "" {
		c.tell(finding.Finding{Code: "bad-percent-escape", Title: "The query has " + quote(p.badly) + ", which is no escape.",
			Detail: "After % two hexadecimal digits belong; PHP leaves such a % as it is.", Fix: "Encode % as %25, or give the query before it was decoded."})
	}
	c.remark()
}

func (c *checker) noSign() {
	f := finding.Finding{Code: "sign-empty", Title: "The field sign is empty.",
		Detail: "Without it nothing proves who sent the fields.", Fix: "Give the payload as it arrived. If it really had no sign, refuse it: anyone may have sent it."}
	if !c.payload.signed {
		f.Title = "There is no field sign."
		for i := range c.payload.members {
			if name := c.payload.members[i].name; strings.Contains(strings.ToLower(name), signName) {
				f.Detail += " There is a field " + show(name) + "; names count in every letter."
				break
			}
		}
	}
	c.tell(f)
	if absent := missing(c.payload.members, documentedFields); c.result.Kind == Notification && len(absent) > 0 {
		c.tell(finding.Finding{Code: "missing-fields", Title: "Not received: " + join(absent) + ".",
			Detail: "A notification has these fields.", Fix: "Give the payload whole, with its empty fields."})
	}
	c.remark()
}

// maxHashed bounds the bytes that a search composes: some two tenths of a
// second in a browser.
const maxHashed = 16 << 20

// A search looks for the fields and the form that have a digest, the fewest
// mistakes first.
type search struct {
	hash   *hash
	digest []byte
	left   int // bytes that may still be composed
	tried  int

	form   *Form
	causes []hit
}

// A hit is a mistake that was made.
type hit struct {
	cause *cause
	variant
}

func (s *search) run(members []member) bool {
	if s.try(members, forms) || s.try(members, unlisted) {
		return true
	}
	type reading struct {
		hit
		composed bool
	}
	var single []reading
	for _, list := range [][]cause{carried, composed} {
		for i := range list {
			for _, v := range list[i].vary(members) {
				single = append(single, reading{hit{&list[i], v}, &list[0] == &composed[0]})
			}
		}
	}
	for i := range single {
		if s.try(single[i].members, forms) {
			s.causes = []hit{single[i].hit}
			return true
		}
	}
	for i := range single {
		if single[i].composed {
			break
		}
		if s.try(single[i].members, unlisted) {
			s.causes = []hit{single[i].hit}
			return true
		}
		for _, list := range [][]cause{carried, composed} {
			for j := range list {
				if &list[j] == single[i].cause {
					continue
				}
				for _, v := range list[j].vary(single[i].members) {
					if s.left <= 0 {
						return false
					}
					if s.try(v.members, forms) {
						s.causes = []hit{single[i].hit, {&list[j], v}}
						return true
					}
				}
			}
		}
	}
	return false
}

// try composes the texts of one reading.
func (s *search) try(members []member, forms []Form) bool {
	w := &writer{members: members}
	for i := range forms {
		text, ok := w.text(&forms[i])
		if !ok || s.left <= 0 {
			continue
		}
		s.left -= len(text)
		s.tried++
		if bytes.Equal(s.hash.sum(text), s.digest) {
			s.form = &forms[i]
			return true
		}
	}
	return false
}

func otherForm(f *Form) finding.Finding {
	return finding.Finding{Code: "other-form", Title: "The signature is over " + f.Title + ".",
		Detail: "The documented form has " + forms[0].Title + ", written by json_encode without flags; its bytes differ.", Fix: "Compose the text to verify of " + f.Title + ".", From: f.Name, To: Documented}
}

func notCovered(names []string) finding.Finding {
	return finding.Finding{Code: "added-fields", Title: "The signature does not cover " + join(names) + ".",
		Detail: "Anyone may have added or changed what it does not cover.", Fix: "Do not rely on it.", To: strings.Join(names[:min(len(names), maxNamed)], ", ")}
}

func cameTwice(names []string) finding.Finding {
	return finding.Finding{Code: "duplicate-field", Title: join(names) + " came more than once.",
		Detail: "PHP takes the last value, which is what was checked; other languages take the first, or both.", Fix: "Refuse a payload with repeated fields, or make sure that what you verify is what you use."}
}

func htmlAddress() finding.Finding {
	return finding.Finding{Code: "escapes", Title: "The payload is escaped for HTML, with &amp; for &.",
		Detail: "It was read with &, which is what AliKassa sends.", Fix: "Copy it from the log itself, not from a page's source.", From: "&", To: "&amp;"}
}

func wrapped(in string) finding.Finding {
	return finding.Finding{Code: "nested-wrapper", Title: "The fields stand inside " + in + ".",
		Detail: "They were read from there; AliKassa sends them alone.", Fix: "Verify the inner fields."}
}

func notBase64(sign string) finding.Finding {
	at := ""
	if i := strings.IndexFunc(sign, func(r rune) bool {
		return r >= utf8.RuneSelf || !isLetter(byte(r)) && !strings.ContainsRune("0123456789+/=-_ \r\n%", r)
	}); i >= 0 {
		at = " The first character that is none of base64's is at " + strconv.Itoa(utf8.RuneCountInString(sign[:i])+1) + "."
	}
	return finding.Finding{Code: "sign-not-base64", Title: "The sign is not base64.",
		Detail: "It is " + quote(sign) + "." + at, Fix: "Give sign as it arrived, whole and decoded once."}
}

func wrongSize(has, needs int) finding.Finding {
	f := finding.Finding{Code: "wrong-key-size", Title: "The sign has " + strconv.Itoa(has) + " bytes; this key's have " + strconv.Itoa(needs) + ".",
		Detail: "It was made with a key of another size, or something was added to it.", Fix: useOther}
	if has < needs && !slices.Contains([]int{128, 256, 384, 512}, has) {
		f.Code, f.Detail, f.Fix = "sign-truncated", "Its end or its beginning is missing; no usual key has signatures of that length.", "Store and pass on the sign whole: a column of 255 characters cuts it."
	}
	return f
}

const useOther = "Verify with public.pem of the certificate for notifications, which you download from AliKassa: notifications are signed with AliKassa's key. The public.pem of your payments or payouts certificate is your own and does not fit."

func wrongKey() finding.Finding {
	return finding.Finding{Code: "wrong-key", Title: "The signature was not made with this key.",
		Detail: "What it opens to is no PKCS#1 v1.5 padding: either the key is another one, or characters of sign were changed.", Fix: useOther}
}

func wrongHash(name string) finding.Finding {
	return finding.Finding{Code: "wrong-hash", Title: "Signed with " + name + "; the documentation has SHA-1.",
		Detail: "The signature is this key's, and names the hash itself.", Fix: "Ask AliKassa's support which hash signs notifications before you verify with " + name + ".", From: name, To: sha1Hash.name}
}

func bareSignature() finding.Finding {
	return finding.Finding{Code: "no-digest-info", Title: "The signature is this key's, but holds no hash that is known.",
		Detail: "After the padding there is no DigestInfo of MD5, SHA-1 or SHA-2.", Fix: "Ask AliKassa's support how this notification was signed."}
}

func otherBody(tried int) finding.Finding {
	return finding.Finding{Code: "other-body", Title: "The signature is this key's, but over other fields.",
		Detail: strconv.Itoa(tried) + " texts were composed of what arrived, and none is the signed one: a value was changed, or something was lost on the way.",
		Fix:    "Log the payload as it arrives, before your framework reads it, and check that. Until then do not trust it."}
}
