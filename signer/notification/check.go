package notification

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha1"
	"slices"
	"strings"

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
		told := slices.DeleteFunc(slices.Clone(undone), func(f finding.Finding) bool { return f.Code == "sign-not-base64" })
		c.result.Findings = append(told, wrongSize(len(sig), size, isCut(undone)))
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
// of PKCS#1 v1.5. It tells whether there is no more to look for.
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
			if name, written := inexact(w.chosen[f.pick].members, f); name != "" {
				c.tell(notExact(name, written))
				return true
			}
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
	for _, m := range c.payload.mangled {
		c.tell(overwrites(m))
	}
	if c.payload.wrapped != "" {
		c.tell(wrapped(c.payload.wrapped))
	}
	if outside := c.payload.outside; len(outside) > 0 {
		c.tell(notInside(outside))
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
