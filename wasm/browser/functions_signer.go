//go:build js && wasm && !doctor

package main

// functions is what the signer offers. A new function is a row here.
var functions = []offered{
	{"describe", describe},
	{"openKey", onGrownStack(openKey)},
	{"openArchive", onGrownStack(openArchive)},
	{"openFiles", onGrownStack(openFiles)},
	{"forget", forget},
	{"scrub", scrub},
	{"sign", sign},
	{"encode", encode},
	{"validate", validate},
	{"prepare", prepare},
	{"as", as},
	{"verify", verify},
}
