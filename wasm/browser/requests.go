//go:build js && wasm && !doctor

package main

import (
	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
	"github.com/alikassa-sign/alikassa-sign/signer/request"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// encode takes JSON and a style, and answers the body.
func encode(in fields) ([][]byte, error) {
	text, err := body.Encode(in.bytes(0), in.text(1))
	if err != nil {
		return nil, err
	}
	return [][]byte{text}, nil
}

// validate takes JSON and an operation, and answers the problems as JSON.
func validate(in fields) ([][]byte, error) {
	problems, err := operation.Validate(in.bytes(0), in.text(1))
	if err != nil {
		return nil, err
	}
	return [][]byte{writeProblems(nil, problems)}, nil
}

// prepare takes the operation, JSON, style, account and base URL, and answers
// what is known of the request as JSON, and the body.
func prepare(in fields) ([][]byte, error) {
	prepared, err := request.Prepare(asked(in))
	if err != nil {
		return nil, err
	}
	return [][]byte{writePrepared(nil, prepared), prepared.Body}, nil
}

// as takes what prepare takes, a format, and the Sign header's text, and
// answers the request in that format. It prepares anew, so that nothing has to
// be kept for a call that may never come.
func as(in fields) ([][]byte, error) {
	prepared, err := request.Prepare(asked(in))
	if err != nil {
		return nil, err
	}
	text, err := prepared.As(in.text(5), in.text(6))
	if err != nil {
		return nil, err
	}
	return [][]byte{[]byte(text)}, nil
}

func asked(in fields) request.Request {
	return request.Request{
		Operation: in.text(0),
		JSON:      in.bytes(1),
		Style:     in.text(2),
		Account:   in.text(3),
		BaseURL:   in.text(4),
	}
}

// verify takes a body, the Sign header's text and a public key, and answers
// the reason why the signature does not verify, absent where it does.
func verify(in fields) ([][]byte, error) {
	public, err := key.ParsePublic(in.bytes(2))
	if err != nil {
		return nil, err
	}
	if reason, ok := signature.Verify(public, in.bytes(0), in.text(1)); !ok {
		return [][]byte{[]byte(reason)}, nil
	}
	return [][]byte{nil}, nil
}
