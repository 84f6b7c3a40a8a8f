//go:build js && wasm && doctor

package main

import "github.com/alikassa-sign/alikassa-sign/signer/diagnosis"

// The doctor is a program of its own, loaded when it is first asked: whoever
// signs does not wait for it, which would be a fifth more to load. It is compiled
// for speed, the signer for size.

// functions is what the doctor offers. A new function is a row here.
var functions = []offered{
	{"causes", describeCauses},
	{"diagnose", diagnose},
	{"diagnoseOn", diagnoseOn},
	{"diagnoseNoMore", diagnoseNoMore},
}

// forgetEverything drops what JavaScript holds numbers for.
func forgetEverything() {
	for n, p := range begun {
		delete(begun, n)
		p.Stop()
	}
}

// describeCauses answers the causes as JSON.
func describeCauses(fields) ([][]byte, error) {
	return [][]byte{appendList(nil, diagnosis.Causes(), writeCause)}, nil
}
