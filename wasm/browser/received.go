//go:build js && wasm && doctor

package main

import (
	"bytes"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/notification"
	"github.com/alikassa-sign/alikassa-sign/signer/response"
	"github.com/alikassa-sign/alikassa-sign/signer/transcript"
)

// readRequest takes a text, and answers the notes as JSON, and URL, Account, Sign
// and body, each absent where the text has none.
func readRequest(in fields) ([][]byte, error) {
	r := transcript.Read(in.text(0))
	answer := [][]byte{appendList(nil, r.Notes, writeFinding)}
	for _, text := range []string{r.URL, r.Account, r.Sign} {
		if text == "" {
			answer = append(answer, nil)
			continue
		}
		answer = append(answer, []byte(text))
	}
	return append(answer, bytes.Clone(r.Body)), nil
}

// checkNotification takes a payload and a public key, and answers the check as
// JSON, and the name and the value of each field.
func checkNotification(in fields) ([][]byte, error) {
	public, err := key.ParsePublic(in.bytes(1))
	if err != nil {
		return nil, err
	}
	result, err := notification.Check(in.text(0), public)
	if err != nil {
		return nil, err
	}
	o := newObject(nil)
	o.bool("valid", result.Valid)
	o.textOrNull("form", result.Form)
	o.textOrNull("kind", result.Kind)
	o.name("findings")
	o.dst = appendList(o.dst, result.Findings, writeFinding)
	answer := [][]byte{o.end()}
	for _, f := range result.Fields {
		answer = append(answer, []byte(f.Name), []byte(f.Value))
	}
	return answer, nil
}

// explain takes the status, the body and the operation of an answer, and answers
// what it means as JSON.
func explain(in fields) ([][]byte, error) {
	e, err := response.Explain(int(in.number(0)), in.text(1), in.text(2))
	if err != nil {
		return nil, err
	}
	o := newObject(nil)
	o.text("outcome", e.Outcome)
	o.text("title", e.Title)
	o.text("advice", e.Advice)
	if len(e.Fields) > 0 {
		o.name("fields")
		o.dst = writeProblems(o.dst, e.Fields)
	}
	return [][]byte{o.end()}, nil
}

func writeFinding(dst []byte, f finding.Finding) []byte {
	o := newObject(dst)
	o.text("code", f.Code)
	o.text("title", f.Title)
	o.text("detail", f.Detail)
	o.text("fix", f.Fix)
	o.textIf("from", f.From)
	o.textIf("to", f.To)
	return o.end()
}
