package transcript

import "github.com/alikassa-sign/alikassa-sign/signer/finding"

// A format is one way in which a request comes along.
type format struct {
	code  string                           // of the note that says so: stable
	what  string                           // it is, in a sentence
	looks func(text string) bool           // may be wrong; quick
	read  func(d *draft, text string) bool // false where it is another one after all
}

// formats lists what can be read, in the order in which it is tried: the more a
// format proves itself by its marks, the earlier.
func formats() []format {
	return []format{
		{"read-json", "JSON", looksJSON, readJSON},
		{"read-escaped", "a text that was escaped once more", looksEscaped, readEscaped},
		{"read-curl-trace", "what curl --trace writes", looksTrace, readTrace},
		{"read-powershell", "a command for PowerShell", looksPowerShell, readPowerShell},
		{"read-curl-cmd", "a curl command for cmd", looksCmd, readCmd},
		{"read-curl", "a curl command for bash", looksShell, readShell},
		{"read-php-dump", "a var_dump of PHP", looksVarDump, readVarDump},
		{"read-php-print", "a print_r of PHP", looksPrintR, readPrintR},
		{"read-python-send", "what Python's http.client prints that it sends", looksSends, readSends},
		{"read-ruby-send", "what Ruby's Net::HTTP prints that it sends", looksRubySends, readRubySends},
		{"read-quoted", "a text with an HTTP message in a string", looksQuoted, readQuoted},
		{"read-php-curl", "calls of curl in PHP's source", looksPHPCurl, readPHPCurl},
		{"read-http", "an HTTP message", looksHTTP, readHTTP},
		{"read-call", "a call in a program's source", looksCall, readCall},
		{"read-javascript", "an object of JavaScript", looksJavaScript, readJavaScript},
		{"read-php", "a value of PHP", looksPHP, readPHP},
		{"read-python", "a value of Python", looksPython, readPython},
		{"read-log", "a text with names and values", looksLog, readLog},
		{"read-sign", "a signature alone", looksSign, readSign},
	}
}

func (f *format) note() finding.Finding {
	return finding.Finding{Code: f.code, Title: "Read as " + f.what + "."}
}
