// Package diagnosis says why a signature was refused, and proves it.
//
// A signature is no closed box to whoever has the public key: sign^e mod n gives
// back the padding, the hash and the digest of what was really signed (RFC 8017,
// 8.2.2). Among everything that a real mistake would have made of the body that
// was sent, the doctor looks for the bytes that have this digest. A hit is a
// proof, not a guess.
//
// Most people start at [Diagnose]; [Begin] is the same in steps, for who has to
// stay responsive meanwhile. [Causes] lists the mistakes that are known: each is
// a rule with its words, and the search puts rules together.
//
// What it promises: it claims nothing that it has not proved, and changes
// nothing that it was given. Inputs of any kind end in a diagnosis or a fault;
// time is bounded by the caller, memory by the sizes of the buffers here.
package diagnosis

import (
	"bytes"
	"crypto/rsa"
	"encoding/hex"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// A Refused request is what is known of one whose signature was refused.
type Refused struct {
	Body      []byte   // as it was sent
	Sign      string   // the header's text, as it was sent
	PublicKey []byte   // PEM: the key that AliKassa is thought to verify with
	OtherKeys [][]byte // PEM: those that may have been used by mistake
}

// The verdicts.
const (
	Valid       = "valid"       // Sign is the signature of the body
	Explained   = "explained"   // everything that is wrong is found
	Unexplained = "unexplained" // the signed bytes could not be found
	Unreadable  = "unreadable"  // there is no signature in Sign
)

// A Diagnosis is what was found.
type Diagnosis struct {
	Verdict   string
	Findings  []finding.Finding // every mistake, the most telling first; empty where the verdict is valid
	Signed    []byte            // the bytes that the signature covers; nil where they were not found
	Recovered *Recovered        // nil where no key opens the signature
	Tried     int               // candidates that were hashed
	Next      []finding.Finding // where to look next, in this order: when all is valid, or nothing fits
}

// Recovered is what stands in the block that the signature opens to.
type Recovered struct {
	Hash    string // "SHA-1"; empty where the block names none and none was found
	Digest  string // hex; empty likewise
	Padding string // "pkcs1-v1_5", "pss", "none", "malformed"
	Salt    int    // the length of PSS's salt
	Block   []byte // the whole block
	Key     int    // which key opens it: 0 the public key, from 1 on the others
}

// maxKeys bounds how many other keys are tried.
const maxKeys = 20

// maxBody is the longest body that is taken: AliKassa's have a few kilobytes.
const maxBody = 8 << 20

// Diagnose runs to the end, or until the time is used up.
func Diagnose(r Refused, budget time.Duration) (*Diagnosis, error) {
	p, err := Begin(r)
	if err != nil {
		return nil, err
	}
	p.Step(budget)
	return p.Result(), nil
}

// A Process is a diagnosis under way.
type Process struct {
	refused Refused
	keys    []*rsa.PublicKey
	carried *carried
	search  *search
	bounds  Bounds
	next    func() (struct{}, bool)
	stop    func()
	result  *Diagnosis
}

// Begin reads the keys; [Process.Step] then does the work. The faults are those
// of the public keys, and body-too-large.
func Begin(r Refused) (*Process, error) {
	if len(r.Body) > maxBody {
		return nil, fault.New("body-too-large", "The body has more than "+strconv.Itoa(maxBody>>20)+" MiB.").
			WithHint("A request to AliKassa has a few kilobytes: give its body alone, not a whole log.")
	}
	public, err := key.ParsePublic(r.PublicKey)
	if err != nil {
		return nil, err
	}
	p := &Process{refused: r, keys: []*rsa.PublicKey{public}, stop: func() {}}
	if len(r.OtherKeys) > maxKeys {
		return nil, fault.New("bad-argument", "More than "+strconv.Itoa(maxKeys)+" other keys were given.")
	}
	for i, text := range r.OtherKeys {
		other, err := key.ParsePublic(text)
		if err != nil {
			return nil, fault.New("bad-other-key", "Other key "+strconv.Itoa(i+1)+" cannot be read: "+err.Error())
		}
		p.keys = append(p.keys, other)
	}
	p.begin()
	return p, nil
}

func (p *Process) begin() {
	if _, ok := signature.Verify(p.keys[0], p.refused.Body, p.refused.Sign); ok {
		p.result = p.valid()
		return
	}
	if p.refused.Sign == "" {
		p.result = p.report(Unreadable, []change{{cause: &signEmpty, what: "The header Sign is empty."}})
		return
	}
	if what := notASignature(p.refused.Sign, nil); what != "" {
		p.result = p.report(Explained, []change{{cause: &signNoSignature, what: what}})
		return
	}
	seq := iter.Seq[struct{}](func(yield func(struct{}) bool) {
		pause := func() bool { return yield(struct{}{}) }
		if !p.readSign(pause) || p.result != nil {
			return
		}
		t := newTarget(p.carried.block)
		p.search = newSearch(t, p.refused.Body, p.bounds, pause)
		if len(t.ways) > 0 {
			p.search.run()
		}
	})
	p.next, p.stop = iter.Pull(seq)
}

// readSign finds the signature in Sign, and reports where that is all there is to
// be done; false: it was stopped.
func (p *Process) readSign(pause func() bool) bool {
	found, ok := carry(p.refused.Sign, p.keys, pause)
	if !ok {
		return false
	}
	p.carried = found
	switch {
	case p.carried != nil && p.carried.private:
		what := "Sign is a private key, or a part of its file, in place of a signature."
		p.result = p.report(Unreadable, []change{{cause: &signPrivateKey, what: what}})
	case p.carried == nil:
		what := "Sign is no base64, nor anything else that a signature could be read from."
		p.result = p.report(Unreadable, []change{{cause: &signNotBase64, what: what}})
	case p.carried.block == nil:
		p.result = p.unopened()
	}
	return true
}

// always is the pause of what goes on to its end.
func always() bool { return true }

// Bounds are how far a search goes; 0: as long as there is something to try.
type Bounds struct {
	Candidates int // that are hashed
	Mistakes   int // that are put together: 1, 2 or 3; every order of nine or ten fields counts as 3
}

// Bound sets how far the search goes. It has an effect before the first step.
func (p *Process) Bound(b Bounds) { p.bounds = b }

// Step works for about so long; true: there is nothing left to do.
func (p *Process) Step(budget time.Duration) bool {
	if p.result != nil {
		return true
	}
	for end := time.Now().Add(budget); ; {
		if _, more := p.next(); !more {
			p.conclude()
			return true
		}
		if !time.Now().Before(end) {
			return false
		}
	}
}

// Progress returns how many candidates were tried, and of how many about.
func (p *Process) Progress() (tried, total int) {
	if p.search == nil {
		return 0, 0
	}
	tried = p.search.target.tried
	return tried, max(tried, p.search.total)
}

// Result ends the work where it is not done, and returns what is known.
func (p *Process) Result() *Diagnosis {
	if p.result == nil {
		p.stop()
		p.conclude()
	}
	return p.result
}

// Stop ends the work without a result.
func (p *Process) Stop() { p.stop() }

// unopened reports on a signature that no key opens.
func (p *Process) unopened() *Diagnosis {
	changes := p.carried.changes
	if len(p.carried.sign) != p.keys[0].Size() {
		// Missing = are the least of it.
		changes = slices.DeleteFunc(slices.Clone(changes), func(ch change) bool { return ch.cause == &signTruncated })
	}
	return p.report(Explained, with(changes, p.noise()...))
}

// noise tells what can be said of a signature that no key opens.
func (p *Process) noise() []change {
	sign, size := p.carried.sign, p.keys[0].Size()
	if n := len(p.carried.changes); n > 0 && p.carried.changes[n-1].cause == &signAsText {
		return nil
	}
	if what := notASignature(p.refused.Sign, sign); what != "" {
		return []change{{cause: &signNoSignature, what: what}}
	}
	n := len(sign)
	lengths := "Sign has " + plural(n, "byte") + "; this key's signatures have " + strconv.Itoa(size) + ": "
	if p.carried.cut {
		lengths = "Sign ends within a byte, after " + plural(n, "byte") + "; this key's signatures have " + strconv.Itoa(size) + ": "
	}
	bits := strconv.Itoa(8 * n)
	switch {
	case n == size:
		return []change{{cause: &wrongKey, what: "With this public key Sign opens to no known padding: most likely another private key made it, or Sign was changed on its way, or encrypted where it should be signed" + caseOf(p.refused.Sign) + "."}}
	case isUsualSize(n) && !p.carried.cut:
		otherwise := "it was cut on its way"
		if n > size {
			otherwise = "something stands behind it"
		}
		return []change{{cause: &wrongKeySize, from: bits, to: strconv.Itoa(8 * size), what: lengths + "a key of " + bits + " bits made it, or " + otherwise + "."}}
	case n < size:
		return []change{{cause: &signTruncated, what: lengths + "it was cut, or a key of another size made it."}}
	default:
		return []change{{cause: &signExtraData, what: lengths + "something stands behind it, or a key of another size made it."}}
	}
}

// notASignature tells what a Sign is that no RSA key made, by the length or the
// bytes that something else has.
func notASignature(text string, sign []byte) string {
	trimmed := strings.Trim(text, " \r\n\"'")
	if _, err := hex.DecodeString(trimmed); err == nil && len(trimmed) <= 128 && isDigestSize(len(trimmed)/2) {
		return "Sign is " + strconv.Itoa(len(trimmed)/2) + " bytes in hex, as a hash or an HMAC has, or a signature that was cut: no whole RSA signature."
	}
	switch {
	case len(sign) > 0 && len(bytes.Trim(sign, "\x00")) == 0:
		return "Sign is nothing but zero bytes, as a buffer that nothing was written to: no RSA signature."
	case isDigestSize(len(sign)):
		return "Sign has " + plural(len(sign), "byte") + ", as a hash or an HMAC has, or a signature that was cut: no whole RSA signature."
	case len(sign) > 66 && len(sign) < 73 && sign[0] == 0x30 && int(sign[1]) == len(sign)-2:
		return "Sign is a signature of ECDSA, made with an elliptic curve key: no RSA signature."
	}
	return ""
}

func isDigestSize(n int) bool {
	return n == 16 || n == 20 || n == 28 || n == 32 || n == 48 || n == 64
}

// caseOf says where a Sign lost its capitals or its small letters, which base64
// of this length always has.
func caseOf(sign string) string {
	switch {
	case len(sign) < 100:
	case sign == strings.ToLower(sign):
		return ": it has no capitals, which base64 has"
	case sign == strings.ToUpper(sign):
		return ": it has no small letters, which base64 has"
	}
	return ""
}

// conclude makes the report of a search that has ended.
func (p *Process) conclude() {
	if p.carried == nil {
		p.readSign(always) // it was ended before that
	}
	if p.result != nil {
		return
	}
	b, s := p.carried.block, p.search
	if s == nil {
		s = &search{target: &target{}}
	}
	if b.tentative && s.signed == nil {
		// It only looked like PSS.
		p.carried = p.carried.otherwise
		p.result = p.unopened()
		p.result.Tried = s.target.tried
		return
	}
	changes := p.blockChanges(s)
	verdict := Explained
	signed := s.signed
	switch {
	case signed != nil:
		changes = with(changes, s.changes...)
	case readable(b.message):
		signed = b.message // it stands in the block, but nothing tells how it came about
		changes = with(changes, change{cause: &otherBody, what: "The text in the block is another than the body that was sent."})
		verdict = Unexplained
	case b.oid != "", b.malformed() && b.digest == nil:
		verdict = Unexplained // what is wrong is known; what was signed is not, nor whether it is the body
	default:
		changes = with(changes, change{cause: &otherBody, what: p.otherBody(s)})
		verdict = Unexplained
	}
	changes = with(changes, p.carried.changes...)
	p.result = p.report(verdict, changes)
	p.result.Signed, p.result.Tried = signed, s.target.tried
	p.result.Recovered = p.recovered(s)
	if verdict == Unexplained {
		p.result.Next = whatToLog(p.result.Recovered)
	}
}

// blockChanges tells what is wrong with the key, the padding and the hash.
func (p *Process) blockChanges(s *search) []change {
	b := p.carried.block
	var changes []change
	if p.carried.key > 0 {
		changes = append(changes, change{cause: &wrongKeyKnown, from: "other key " + strconv.Itoa(p.carried.key), to: "public key",
			what: "Sign was made with the private key of other key " + strconv.Itoa(p.carried.key) + " of those given, not with that of this public key."})
	}
	hash := b.hash
	switch {
	case b.malformed():
		what := "Sign opens with this key, and its padding is not the one of RFC 8017: " + b.fault + "."
		if readable(b.message) {
			what += " It holds a text, without hashing it." // which Signed gives: a finding is shown where that is masked
		}
		changes = append(changes, change{cause: &badPadding, what: what})
	case b.oid != "":
		changes = append(changes, change{cause: &wrongHash, from: "OID " + b.oid, to: sha1Hash.name,
			what: "Signed with the hash whose OID is " + b.oid + ", which is not computed here; AliKassa expects SHA-1."})
	case b.padding == paddingPSS:
		changes = append(changes, change{cause: &pssPadding, from: "PSS", to: "PKCS#1 v1.5",
			what: "Signed with PSS padding, " + b.hash.name + " and a salt of " + plural(len(b.salt), "byte") + "; AliKassa expects PKCS#1 v1.5."})
	case b.message != nil && s.target.found != nil && s.target.found.hash != nil:
		hash = s.target.found.hash
		changes = append(changes, change{cause: &noDigestInfo, what: "The " + hash.name + " digest was padded by itself, without the DigestInfo that names its hash."})
	case b.message != nil && (s.signed != nil || readable(b.message)):
		changes = append(changes, change{cause: &rawMessage, what: "The text itself was padded, " + plural(len(b.message), "byte") + ", without hashing it."})
	case isDigestSize(len(b.message)) || len(b.message) == tlsHash.size:
		changes = append(changes, change{cause: &noDigestInfo, what: "What was padded is " + plural(len(b.message), "byte") + " without a DigestInfo: a digest by itself, it seems by its length, or something encrypted."})
	case b.message != nil:
		changes = append(changes, change{cause: &noDigestInfo, what: "What was padded is " + plural(len(b.message), "byte") + " without a DigestInfo: neither a text nor, by its length, a digest; something encrypted, perhaps."})
	}
	if hash != nil && hash != sha1Hash && !b.malformed() {
		changes = append(changes, change{cause: &wrongHash, from: hash.name, to: sha1Hash.name,
			what: "Signed with " + hash.name + "; AliKassa expects SHA-1."})
	}
	return changes
}

// readable tells whether bytes are text, which a digest is not.
func readable(message []byte) bool {
	if !validUTF8(message) || len(message) == 0 {
		return false
	}
	return bytes.IndexFunc(message, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' }) < 0
}

func (p *Process) recovered(s *search) *Recovered {
	b := p.carried.block
	r := &Recovered{Padding: b.padding, Block: b.bytes, Key: p.carried.key, Salt: len(b.salt)}
	switch {
	case b.hash != nil:
		r.Hash = b.hash.name
	case b.oid != "":
		r.Hash = "OID " + b.oid
	}
	digest := b.digest
	if found := s.target.found; found != nil && found.hash != nil {
		r.Hash = found.hash.name
		digest = found.hash.digest(s.signed)
	}
	r.Digest = hex.EncodeToString(digest)
	return r
}

func (p *Process) otherBody(s *search) string {
	b := p.carried.block
	text := "Sign is made with this key, over other bytes than the body that was sent"
	switch {
	case b.digest != nil:
		text += ": their " + b.hash.name + " is " + hex.EncodeToString(b.digest) + ", the body's is " +
			hex.EncodeToString(b.hash.digest(p.refused.Body))
	case b.message != nil:
		text = "Sign is made with this key, and what it holds is neither the body that was sent nor a digest of it"
	}
	return text + ". None of " + strconv.Itoa(s.target.tried) + " texts that known mistakes make of it fits."
}
