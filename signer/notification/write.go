package notification

import "github.com/alikassa-sign/alikassa-sign/signer/body"

// The texts that are no JSON.
const (
	queryPHP   = "query"        // http_build_query
	queryRFC   = "query-rfc"    // with PHP_QUERY_RFC3986
	queryPlain = "query-plain"  // name=value&name=value, nothing encoded
	valuesOnly = "values-alone" // the values, one after the other
)

// unlisted are texts that a sender may sign by mistake, and no receiver should
// count on. A text is a row here.
var unlisted = func() []Form {
	var all []Form
	for _, s := range body.Styles() {
		switch s.Name {
		case "php", "php-unescaped-slashes", "php-unescaped-unicode", "php-unescaped", "as-is":
			continue
		}
		for _, r := range []row{
			{pick: documented, types: idNumber}, {pick: documented, types: allStrings}, {pick: documented, types: asSent},
			{pick: withoutCommission, types: idNumber},
			{pick: received, types: idNumber}, {pick: received, types: allStrings}, {pick: received, types: asSent},
			{pick: redirect, types: allStrings},
		} {
			all = append(all, Form{Name: s.Name, Title: s.Title, pick: r.pick, types: r.types, style: s.Name, code: "other-style"})
		}
	}
	for _, q := range []struct{ style, title string }{
		{queryPHP, "the fields as a query string, as http_build_query writes them"},
		{queryRFC, "the fields as a query string, with %20 for a blank"},
		{queryPlain, "the fields as name=value, joined by &, with nothing encoded"},
		{valuesOnly, "the values alone, one after the other"},
	} {
		for _, k := range []pick{documented, withoutCommission, received, redirect} {
			all = append(all, Form{Name: q.style, Title: q.title, pick: k, style: q.style, code: "query-string"})
		}
	}
	return all
}()

// A writer composes the texts of one reading of the fields. What several forms
// share it makes once.
type writer struct {
	members []member
	chosen  [picks]struct {
		done, ok bool
		members  []member
	}
	values [picks][typings]struct {
		done  bool
		value *body.Value // nil where there is none
	}
	buffer   []byte
	composed int // bytes, in all
}

// text returns the text of a form, good until the next call; false where the
// fields have none.
func (w *writer) text(f *Form) ([]byte, bool) {
	c := &w.chosen[f.pick]
	if !c.done {
		c.done = true
		c.members, c.ok = f.pick.choose(w.members)
	}
	if !c.ok {
		return nil, false
	}
	switch f.style {
	case queryPHP, queryRFC, queryPlain, valuesOnly:
		w.buffer = appendQuery(w.buffer[:0], c.members, f.style)
		w.composed += len(w.buffer)
		return w.buffer, true
	}
	v := &w.values[f.pick][f.types]
	if !v.done {
		v.done = true
		text, ok := f.types.appendJSON(nil, c.members)
		if ok {
			// What is not UTF-8 has no JSON, in PHP neither.
			v.value, _ = body.Parse(text)
		}
		w.composed += len(text)
	}
	if v.value == nil {
		return nil, false
	}
	text, err := body.Append(w.buffer[:0], v.value, f.style)
	w.buffer = text
	w.composed += len(text)
	return text, err == nil
}

func appendQuery(dst []byte, members []member, style string) []byte {
	for i := range members {
		name, text := members[i].name, members[i].text
		if i > 0 && style != valuesOnly {
			dst = append(dst, '&')
		}
		switch style {
		case valuesOnly:
			dst = append(dst, text...)
		case queryPlain:
			dst = append(append(append(dst, name...), '='), text...)
		default:
			dst = append(escape(dst, name, style == queryPHP), '=')
			dst = escape(dst, text, style == queryPHP)
		}
	}
	return dst
}
