package request

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// program is how a language's programs are made: a template, and what stands in
// the places that it leaves.
type program struct {
	style    string // the language's documented one
	comment  string // what begins a comment line
	template string
	// fill returns what the data and the style put into the template, as pairs
	// of a place and its text.
	fill func(v *body.Value, style string) ([]string, error)
}

// writer adapts a program to the list of formats.
func (g *program) writer() func(*Prepared, string) (string, error) {
	return func(p *Prepared, _ string) (string, error) { return g.write(p) }
}

// write fills the template. Whatever is put in is never looked at again, so
// that data cannot name a place.
func (g *program) write(p *Prepared) (string, error) {
	style, note := p.style, ""
	if languageOf(style) != languageOf(g.style) {
		style = g.style
		note = commented(g.comment, "\nWritten in the style "+style+", this language's own. The body and Sign that were\nprepared in the style "+p.style+" differ from what this program sends.\n")
	}
	if _, err := body.Write(p.data, style); err != nil {
		return "", err
	}
	filled, err := g.fill(p.data, style)
	if err != nil {
		return "", err
	}
	places := append([]string{
		"{{title}}", p.operation.Title,
		"{{note}}\n", note,
		"{{folder}}", certificateFolder(p.operation.Certificate),
		"{{url}}", p.URL,
		"{{account}}", p.account,
	}, filled...)
	return strings.NewReplacer(places...).Replace(g.template), nil
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
