package request

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// format is a form in which a request can be handed on: a carrier, whose text
// holds the signature as it is, or a program, which signs by itself.
type format struct {
	name    string
	carrier func(p *Prepared, sign string) string
	program *program
}

// formats is the list of all forms: a new one is a row here and a file.
var formats = []format{
	{name: "curl", carrier: curlCommand},
	{name: "http", carrier: httpMessage},
	{name: "fetch", carrier: fetchCall},
	{name: "php", program: &phpProgram},
	{name: "node", program: &nodeProgram},
	{name: "python", program: &pythonProgram},
	{name: "java", program: &javaProgram},
	{name: "go", program: &goProgram},
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
		if f.program != nil {
			return f.program.write(p)
		}
		if !plausibleSign(sign) {
			return "", fault.New("bad-sign", "The signature is not base64 on one line.").
				WithHint("Sign the prepared body first, and give what the signer returned.")
		}
		return f.carrier(p, sign), nil
	}
	return "", fault.New("unknown-format", "There is no format of this name.").
		WithHint("The formats are " + strings.Join(Formats(), ", ") + ".")
}

// plausibleSign keeps everything out that could end a quoted string or a header.
func plausibleSign(sign string) bool {
	return sign != "" && consistsOf(sign, lower+upper+decimals+"+/=")
}
