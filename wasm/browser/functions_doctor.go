//go:build js && wasm && doctor

package main

import "github.com/alikassa-sign/alikassa-sign/signer/diagnosis"

// The doctor is a program of its own, loaded when it is first asked: whoever
// signs does not wait for it, which would be a third more to load. Its search is
// compiled for speed, all else for size.

// functions is what the doctor offers. A new function is a row here.
var functions = []offered{
	{"causes", describeCauses},
	{"diagnose", diagnose},
	{"diagnoseOn", diagnoseOn},
	{"diagnoseNoMore", diagnoseNoMore},
	{"readRequest", readRequest},
	{"checkNotification", checkNotification},
	{"explain", explain},
}

// describeCauses answers the causes as JSON.
func describeCauses(fields) ([][]byte, error) {
	return [][]byte{appendList(nil, diagnosis.Causes(), writeCause)}, nil
}
