package request

import (
	"slices"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// program is how a language's programs are made: a template, and what stands in
// the places that it leaves.
type program struct {
	style    string   // the language's documented one
	also     []string // other calls of the language that fill sees to, by their styles
	comment  string   // what begins a comment line
	template string
	// arguments writes those of a style's call, in the place of that name; where it
	// is nil the program calls without any.
	arguments func(string) string
	// fill returns what the data and the style put into the template.
	fill func(v *body.Value, style string) ([]string, error)
}

// write fills the template with the data in the request's style, where the
// program can write that, and otherwise in the documented one.
func (g *program) write(p *Prepared) (string, error) {
	style, note, arguments := p.style, "", ""
	if s := styleOf(style); !g.writes(s) {
		style = g.style
		note = string(join(nil,
			g.comment, "\n",
			g.comment, " It writes JSON in the style ", style, ", this language's own, and so another body and\n",
			g.comment, " another Sign than the style ", p.style, " has, unless both write this data alike."))
	} else if _, given := s.Call(); given != "" && g.arguments != nil {
		arguments = g.arguments(given)
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
		"arguments", arguments,
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

// writes reports whether the program can write the style: one of its language,
// by the documented call, with no other arguments than it knows to pass on. Any
// other style of the language is as foreign as another language's.
func (g *program) writes(style body.Style) bool {
	documented := styleOf(g.style)
	call, arguments := style.Call()
	theCall, _ := documented.Call()
	if style.Language != documented.Language {
		return false
	}
	return style.Name == g.style || slices.Contains(g.also, style.Name) ||
		call == theCall && arguments != "" && g.arguments != nil
}

func styleOf(name string) body.Style {
	for _, s := range body.Styles() {
		if s.Name == name {
			return s
		}
	}
	return body.Style{}
}
