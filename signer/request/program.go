package request

import "github.com/alikassa-sign/alikassa-sign/signer/body"

// program is how a language's programs are made: a template, and what stands in
// the places that it leaves.
type program struct {
	style    string // the language's documented one
	comment  string // what begins a comment line
	template string
	// fill returns what the data and the style put into the template.
	fill func(v *body.Value, style string) ([]string, error)
}

// write fills the template with the data in the request's style, where that is
// the language's, and otherwise in the documented one.
func (g *program) write(p *Prepared) (string, error) {
	style, note := p.style, ""
	if languageOf(style) != languageOf(g.style) {
		style = g.style
		note = string(join(nil,
			g.comment, "\n",
			g.comment, " It writes JSON in the style ", style, ", this language's own, and so another body and\n",
			g.comment, " another Sign than the style ", p.style, " has, unless both write this data alike."))
	}
	if _, err := body.Write(p.data, style); err != nil {
		return "", err
	}
	texts, err := g.fill(p.data, style)
	if err != nil {
		return "", err
	}
	return fill(g.template, append(texts,
		"title", p.operation.Title,
		"note", note,
		"folder", certificateFolder(p.operation.Certificate),
		"url", p.URL,
		"account", p.account,
	)...), nil
}

// certificateFolder is where the documentation has a certificate unzipped.
func certificateFolder(certificate string) string {
	if certificate == "payouts" {
		return "cert/payout"
	}
	return "cert/payment"
}

func languageOf(style string) string {
	for _, s := range body.Styles() {
		if s.Name == style {
			return s.Language
		}
	}
	return ""
}
