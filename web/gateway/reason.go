package gateway

import (
	"context"
	"crypto/rsa"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// A reason is why a request was refused: what stands in Sandbox-Reason.
type reason struct{ code, sentence string }

// maxReason keeps a header short; the inspector has the whole.
const maxReason = 400

// header writes a reason as a header's value: printable ASCII on one line. A
// comma becomes a semicolon, since Workers split values at commas.
func (r reason) header() string {
	var b strings.Builder
	b.WriteString(r.code)
	b.WriteByte(' ')
	for _, c := range r.sentence {
		switch {
		case b.Len() >= maxReason:
			return b.String() + "..."
		case c == ',':
			b.WriteByte(';')
		case c == '…':
			b.WriteString("...")
		case c == '–' || c == '—':
			b.WriteByte('-')
		case c == '\n' || c == '\r' || c == '\t':
			b.WriteByte(' ')
		case c < ' ' || c > '~':
			quoted := strconv.QuoteRuneToASCII(c)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// isPrintable tells whether a text can be a header's value anywhere.
func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return c < ' ' || c > '~' })
}

// A refusal of a signature, explained.
type explained struct {
	reason   reason
	verdict  string
	findings []finding.Finding
}

// searchBudget is how long one refused signature is looked into.
const searchBudget = 150 * time.Millisecond

// searchWait is how long a refused request waits for its turn to be looked into.
const searchWait = time.Second

// searchesPerMinute is how many an address has. Most take a few milliseconds.
func (g *Gateway) searchesPerMinute() int { return max(1, g.PerMinute/5) }

// explain says why a signature was refused. One at a time is searched for, so
// that refused requests leave the processor to the rest; who waits for too long
// is told what the signature itself shows, which takes no search.
func (g *Gateway) explain(r *http.Request, o *operation.Operation, a *account, body []byte, sign string) (e explained) {
	defer func() {
		// An explanation that fails must not make of a refusal a 500.
		if fault := recover(); fault != nil {
			g.Log.Printf("gateway: diagnosis: %v", fault)
			e = unexplained
		}
	}()
	wanted, other := a.keyFor(o)
	if wanted == nil {
		text := "The account has no payouts certificate; create it with payout_public_key. The signature was not looked into."
		code := "no-payouts-certificate"
		if signature.Check(other.key, body, sign) == nil {
			code, text = wrongCertificate(o, text)
		}
		return explained{reason{code, text}, diagnosis.Explained, []finding.Finding{{Code: code, Title: text,
			Fix: "Send the public key of the payouts certificate as payout_public_key when you create the sandbox account."}}}
	}
	refused := diagnosis.Refused{Body: body, Sign: sign, PublicKey: []byte(wanted.pem)}
	if other != nil {
		refused.OtherKeys = [][]byte{[]byte(other.pem)}
	}
	process, err := diagnosis.Begin(refused)
	if err != nil {
		return unexplained
	}
	g.look(r, process)
	d := process.Result()
	e = explained{verdict: d.Verdict, findings: d.Findings}
	for i := range e.findings {
		if e.findings[i].Code == "wrong-key-known" {
			_, e.findings[i].Title = wrongCertificate(o, "")
		}
	}
	if len(d.Findings) > 0 {
		e.reason = reason{e.findings[0].Code, e.findings[0].Title}
	} else {
		e.reason = unexplained.reason
	}
	return e
}

var unexplained = explained{reason{"wrong-sign", "The signature is not this key's over these bytes."}, diagnosis.Unexplained, nil}

// look searches, where the caller has not had its share.
func (g *Gateway) look(r *http.Request, process *diagnosis.Process) {
	count, err := g.Counter.Count(r.Context(), "search by "+g.caller(r), g.Now().Unix()/60)
	if err != nil || count > g.searchesPerMinute() {
		return
	}
	wait, cancel := context.WithTimeout(r.Context(), searchWait)
	defer cancel()
	select {
	case g.search <- struct{}{}:
		defer func() { <-g.search }()
		process.Step(searchBudget)
	case <-wait.Done():
	}
}

// wrongCertificate tells that the account's other certificate signed.
func wrongCertificate(o *operation.Operation, more string) (code, text string) {
	used := "payments"
	if o.Certificate == used {
		used = "payouts"
	}
	text = "Signed with the " + used + " certificate; " + o.Path + " needs the " + o.Certificate + " certificate."
	if more != "" {
		text += " The account has none."
	}
	return "wrong-key-known", text
}

// A publicKey is a certificate's public half, read once.
type publicKey struct {
	pem string
	key *rsa.PublicKey
}
