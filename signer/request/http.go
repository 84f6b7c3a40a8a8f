package request

import (
	"strconv"
	"strings"
)

// httpMessage writes the request as it goes over the wire (RFC 9112).
func httpMessage(p *Prepared, sign string) (string, error) {
	host, path := splitURL(p.URL)
	var b strings.Builder
	b.WriteString("POST " + path + " HTTP/1.1\r\n")
	b.WriteString("Host: " + host + "\r\n")
	for _, h := range p.signedHeaders(sign) {
		b.WriteString(h.Name + ": " + h.Value + "\r\n")
	}
	b.WriteString("Content-Length: " + strconv.Itoa(len(p.Body)) + "\r\n\r\n")
	b.Write(p.Body)
	return b.String(), nil
}
