package diagnosis

import (
	"slices"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// report tells the changes as findings: one a cause, the most telling first.
func (p *Process) report(verdict string, changes []change) *Diagnosis {
	if verdict == Unexplained {
		changes = with(slices.Clone(changes), sentInstead(p.refused.Body)...)
		for i := range changes {
			if changes[i].cause == &otherBody {
				changes[i].what += p.unsearched()
			}
		}
	}
	language := languageOf(changes)
	d := &Diagnosis{Verdict: verdict, Findings: []finding.Finding{}}
	for _, c := range causes {
		var of []change
		for _, ch := range changes {
			if ch.cause == c && !slices.Contains(of, ch) {
				of = append(of, ch)
			}
		}
		if len(of) > 0 {
			d.Findings = append(d.Findings, findingOf(c, of, language))
		}
	}
	return d
}

// unsearched says what the search has left out, where that is much.
func (p *Process) unsearched() string {
	if sent := strings.Trim(string(p.refused.Body), around); sent == "{}" || sent == "[]" {
		return " What was sent is " + sent + ", JSON without any fields, which is right for a balance alone: for anything else the variable that was sent was not filled."
	}
	if p.search == nil || len(p.search.bases) == 0 || len(p.search.bases[0].data.members) <= maxOrdered {
		return ""
	}
	return " Of its " + strconv.Itoa(len(p.search.bases[0].data.members)) + " fields not every order was tried, as of up to ten it would be: some usual ones, and one or two fields elsewhere."
}

// findingOf tells one cause, with all the places where it was found.
func findingOf(c *Cause, of []change, language string) finding.Finding {
	f := finding.Finding{Code: c.Code, Title: sentence(c, of[0]), From: of[0].from, To: of[0].to}
	var more []string
	for _, ch := range of[1:] {
		more = append(more, sentence(c, ch))
	}
	f.Detail = strings.Join(append(more, c.Why), " ")
	f.Fix = c.Fix
	if c.Resend != "" && !slices.ContainsFunc(of, func(ch change) bool { return !ch.undone }) {
		f.Fix = c.Resend
		return f
	}
	for _, fix := range c.Fixes {
		if fix.Language == language {
			f.Fix = fix.Text
			if fix.Code != "" {
				f.Fix += "\n" + fix.Code
			}
			f.Fix = c.Fix + "\nIn " + language + ": " + f.Fix
		}
	}
	return f
}

// sentence says what happened, with the real values.
func sentence(c *Cause, ch change) string {
	text := ch.what
	if c == &otherStyle {
		text = "Signed as " + styleTitle(ch.from) + " writes it; "
		switch {
		case ch.to != "":
			text += "sent as " + styleTitle(ch.to) + " does."
		case ch.what != "":
			text += ch.what
		default:
			text += "sent in another way."
		}
	}
	if ch.field != "" {
		text = ch.field + ": " + text
	}
	if c != &otherStyle && c.values != nil || c.lists != nil && ch.field != "" {
		switch {
		case ch.from != "" && ch.to != "":
			text += " Signed: " + ch.from + ", sent: " + ch.to + "."
		case ch.from != "":
			text += " Signed: " + ch.from + "."
		case ch.to != "":
			text += " Sent: " + ch.to + "."
		}
	}
	return text
}

func styleTitle(name string) string {
	for _, s := range body.Styles() {
		if s.Name == name {
			return s.Language + "'s " + s.Title
		}
	}
	return name
}

// languageOf guesses in which language it was signed, from the style of what was
// signed where it tells; the fix is then given in its words.
func languageOf(changes []change) string {
	for _, ch := range changes {
		if ch.cause == &otherStyle {
			for _, s := range body.Styles() {
				if s.Name == ch.from {
					return s.Language
				}
			}
		}
	}
	return ""
}

// valid tells what else AliKassa refuses where the signature is good.
func (p *Process) valid() *Diagnosis {
	d := p.report(Valid, nil)
	d.Signed = append([]byte{}, p.refused.Body...)
	p.carried, _ = carry(p.refused.Sign, p.keys[:1], always)
	if p.carried != nil && p.carried.block != nil {
		d.Recovered = p.recovered(&search{target: &target{}})
	}
	d.Next = []finding.Finding{
		{Code: "check-stored-key", Title: "AliKassa may have another public.pem for this account.",
			Detail: "A certificate that was generated anew replaces the one before at once.",
			Fix:    "Compare the fingerprint of this public key with the certificate in API Certificates Settings; if in doubt, generate it anew and use its whole archive."},
		{Code: "check-certificate-kind", Title: "Payments and payouts have certificates of their own.",
			Detail: "A payout or a balance that is signed with the payments certificate is refused, and the reverse.",
			Fix:    "Sign v1/payout, v1/payout/status and v1/account/balance with the payouts certificate, the others with the one for payments."},
		{Code: "check-account", Title: "Account may be of another project.",
			Detail: "The certificate belongs to one account; its UUID stands under Project Accounts.",
			Fix:    "Compare the header Account with the account for which the certificate was generated."},
		{Code: "check-body-on-the-way", Title: "The body may be changed after it was signed.",
			Detail: "An HTTP client that encodes anew, a proxy, or a transfer in another charset changes bytes that the log of the program does not show.",
			Fix:    "Send the same request to a server of your own that writes down what arrives, and diagnose that body."},
		{Code: "check-headers", Title: "The headers may be lost on the way.",
			Detail: "Some clients and proxies drop or rename headers that they do not know, or fold long ones.",
			Fix:    "See in what arrives that Account and Sign are there, once each, and that Content-Type is application/json."},
	}
	return d
}

// whatToLog tells how to find what the search did not.
func whatToLog(r *Recovered) []finding.Finding {
	known := ""
	if r.Digest != "" {
		known = "The signed bytes have the " + r.Hash + " " + r.Digest + "."
	}
	return []finding.Finding{
		{Code: "log-signed-string", Title: "Log the exact string where it is signed.", Detail: known,
			Fix: "Log its length, its SHA-1 and the string itself just before it is signed; paste that string here as the body: it must be valid."},
		{Code: "log-sent-body", Title: "Log the exact body where it is sent.",
			Fix: "Compare its length and SHA-1 with those of the signed string; where they differ, what stands between the two lines changes it."},
		{Code: "check-same-request", Title: "Check that Sign and body are of one request.",
			Fix: "Two lines of a log that belong to different requests look like this: compare the order_id."},
	}
}
