package request

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// format is a form in which a request can be handed on.
type format struct {
	name string
	// carriesSign is set where the text holds the signature as it is; the
	// others are programs that sign by themselves.
	carriesSign bool
	write       func(p *Prepared, sign string) (string, error)
}

// formats is the list of all forms: a new one is a row here and a file.
var formats = []format{
	{"curl", true, curlCommand},
	{"http", true, httpMessage},
	{"fetch", true, fetchCall},
	{"php", false, phpProgram.writer()},
	{"node", false, nodeProgram.writer()},
	{"python", false, pythonProgram.writer()},
	{"java", false, javaProgram.writer()},
	{"go", false, goProgram.writer()},
}

// Formats returns the names that [Prepared.As] knows.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// As returns the request as text. The formats curl, http and fetch carry sign,
// the Sign header's value, as it is; the programs sign by themselves and take
// no notice of it.
//
// Faults are unknown-format, bad-sign (not base64, in a format that carries
// it), and those of [body.Write] where the program's language cannot write the
// data.
func (p *Prepared) As(name, sign string) (string, error) {
	for _, f := range formats {
		if f.name != name {
			continue
		}
		if f.carriesSign && !plausibleSign(sign) {
			return "", fault.New("bad-sign", "The signature is not base64 on one line.").
				WithHint("Sign the prepared body first, and give what the signer returned.")
		}
		return f.write(p, sign)
	}
	return "", fault.New("unknown-format", "There is no format of this name.").
		WithHint("The formats are " + strings.Join(Formats(), ", ") + ".")
}

// plausibleSign keeps everything out that could end a quoted string or a header.
func plausibleSign(sign string) bool {
	return sign != "" && consistsOf(sign, lower+upper+decimals+"+/=")
}
