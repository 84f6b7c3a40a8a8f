//go:build js && wasm && doctor

package main

import (
	"bytes"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// begun are the diagnoses that JavaScript holds a number for: each goes on a
// little at a time, so that the page stays alive and can stop it.
var begun = map[uint32]*diagnosis.Process{}

// diagnose takes a body, the Sign header's text, the public key, how many
// mistakes are put together at most (absent: as many as there can be) and other
// public keys, and answers the number of the diagnosis.
func diagnose(in fields) ([][]byte, error) {
	refused := diagnosis.Refused{Body: bytes.Clone(in.bytes(0)), Sign: in.text(1), PublicKey: in.bytes(2)}
	for i := 4; i < len(in); i++ {
		refused.OtherKeys = append(refused.OtherKeys, in.bytes(i))
	}
	p, err := diagnosis.Begin(refused)
	if err != nil {
		return nil, err
	}
	if in.given(3) {
		p.Bound(diagnosis.Bounds{Mistakes: int(in.number(3))})
	}
	numbers++
	begun[numbers] = p
	return [][]byte{number(numbers)}, nil
}

// diagnoseOn takes the number of a diagnosis, for how many milliseconds to go on,
// and whether it is to end then. It answers how many candidates were tried and
// how many there are, and at the end the diagnosis as JSON, the signed bytes and
// the block.
func diagnoseOn(in fields) ([][]byte, error) {
	n := in.number(0)
	p := begun[n]
	if p == nil {
		return nil, fault.New("internal", "There is no such diagnosis.")
	}
	var d *diagnosis.Diagnosis
	if p.Step(time.Duration(in.number(1))*time.Millisecond) || in.given(2) {
		d = p.Result() // first: to be stopped, the search may end what it is trying
	}
	tried, total := p.Progress()
	answer := [][]byte{number(uint32(tried)), number(uint32(total))}
	if d == nil {
		return answer, nil
	}
	delete(begun, n)
	var block []byte
	if d.Recovered != nil {
		block = bytes.Clone(d.Recovered.Block)
	}
	return append(answer, writeDiagnosis(nil, d), bytes.Clone(d.Signed), block), nil
}

// diagnoseNoMore takes the number of a diagnosis, and drops it.
func diagnoseNoMore(in fields) ([][]byte, error) {
	if p := begun[in.number(0)]; p != nil {
		delete(begun, in.number(0))
		p.Stop()
	}
	return nil, nil
}

func writeDiagnosis(dst []byte, d *diagnosis.Diagnosis) []byte {
	o := newObject(dst)
	o.text("verdict", d.Verdict)
	o.name("findings")
	o.dst = appendList(o.dst, d.Findings, writeFinding)
	o.name("recovered")
	if r := d.Recovered; r == nil {
		o.dst = append(o.dst, "null"...)
	} else {
		inner := newObject(o.dst)
		inner.textOrNull("hash", r.Hash)
		inner.textOrNull("digest", r.Digest)
		inner.text("padding", r.Padding)
		inner.number("saltLength", int64(r.Salt))
		inner.number("key", int64(r.Key))
		o.dst = inner.end()
	}
	o.number("tried", int64(d.Tried))
	o.name("next")
	o.dst = appendList(o.dst, d.Next, writeFinding)
	return o.end()
}

func writeCause(dst []byte, c *diagnosis.Cause) []byte {
	o := newObject(dst)
	o.text("code", c.Code)
	o.text("title", c.Title)
	o.text("looks", c.Looks)
	o.text("why", c.Why)
	o.text("fix", c.Fix)
	o.name("fixes")
	o.dst = appendList(o.dst, c.Fixes, func(dst []byte, f diagnosis.Fix) []byte {
		fix := newObject(dst)
		fix.text("language", f.Language)
		fix.text("text", f.Text)
		fix.textIf("code", f.Code)
		return fix.end()
	})
	return o.end()
}
