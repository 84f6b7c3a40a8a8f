//go:build js && wasm && !doctor

package main

import (
	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
	"github.com/alikassa-sign/alikassa-sign/signer/request"
)

// The shapes are those of web/src/lib/types.ts.

// describe answers the styles and the operations as JSON.
func describe(fields) ([][]byte, error) {
	o := newObject(nil)
	o.name("styles")
	o.dst = appendList(o.dst, body.Styles(), writeStyle)
	o.name("operations")
	o.dst = appendList(o.dst, operation.All(), writeOperation)
	return [][]byte{o.end()}, nil
}

func writeStyle(dst []byte, s body.Style) []byte {
	o := newObject(dst)
	o.text("name", s.Name)
	o.text("title", s.Title)
	o.text("language", s.Language)
	return o.end()
}

func writeOperation(dst []byte, op operation.Operation) []byte {
	o := newObject(dst)
	o.text("name", op.Name)
	o.text("title", op.Title)
	o.text("method", "POST")
	o.text("path", op.Path)
	o.text("certificate", op.Certificate)
	o.textIf("creates", op.Creates)
	o.textIf("asksFor", op.AsksFor)
	o.name("fields")
	o.dst = appendList(o.dst, op.Fields, writeField)
	return o.end()
}

func writeField(dst []byte, f operation.Field) []byte {
	o := newObject(dst)
	o.text("name", f.Name)
	o.text("type", f.Type)
	o.bool("required", f.Required)
	o.numberIf("maxLength", int64(f.MaxLength))
	o.numberIf("min", f.Min)
	o.numberIf("max", f.Max)
	o.text("description", f.Description)
	o.textIf("example", f.Example)
	return o.end()
}

func writeInfo(dst []byte, info key.Info) []byte {
	o := newObject(dst)
	o.number("bits", int64(info.Bits))
	o.text("container", info.Container)
	o.textOrNull("cipher", info.Cipher)
	o.textOrNull("kdf", info.KDF)
	o.text("publicKey", info.PublicKeyPEM)
	o.text("fingerprint", info.Fingerprint)
	if info.MatchesPublicKey == nil {
		o.textOrNull("matchesPublicKey", "")
	} else {
		o.bool("matchesPublicKey", *info.MatchesPublicKey)
	}
	o.name("notes")
	o.dst = appendList(o.dst, info.Notes, func(dst []byte, n key.Note) []byte {
		note := newObject(dst)
		note.text("code", n.Code)
		note.text("message", n.Message)
		return note.end()
	})
	return o.end()
}

func writePrepared(dst []byte, p *request.Prepared) []byte {
	o := newObject(dst)
	o.text("url", p.URL)
	o.name("headers")
	o.dst = appendList(o.dst, p.Headers, func(dst []byte, h request.Header) []byte {
		dst = appendString(append(dst, '['), h.Name)
		return append(appendString(append(dst, ','), h.Value), ']')
	})
	o.name("problems")
	o.dst = writeProblems(o.dst, p.Problems)
	return o.end()
}
