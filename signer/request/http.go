package request

import "strconv"

const httpTemplate = "POST {{path}} HTTP/1.1\r\nHost: {{host}}\r\n{{headers}}Content-Length: {{length}}\r\n\r\n{{body}}"

// httpMessage writes the request as it goes over the wire (RFC 9112).
func httpMessage(p *Prepared, sign string) string {
	host, path := splitURL(p.URL)
	return fill(httpTemplate,
		"path", path,
		"host", host,
		"headers", p.headerLines(sign, "", ": ", "\r\n"),
		"length", strconv.Itoa(len(p.Body)),
		"body", string(p.Body),
	)
}
