//go:build runtimes

package request

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/samples"
)

var carriers = []runtime{
	{format: "curl", Program: samples.Program{File: "request.sh", Run: []string{"sh", "request.sh"}}},
	{format: "curl", Program: samples.Program{File: "request.sh", Run: []string{"bash", "request.sh"}}},
	{format: "fetch", Program: samples.Program{File: "request.js", Run: []string{"node", "request.js"}}},
	{format: "fetch", Program: samples.Program{File: "request.mjs", Run: []string{"node", "request.mjs"}}},
}

func TestCarriersSendTheSignedBodyRuntimes(t *testing.T) {
	certs := newCertificates(t)
	folder := t.TempDir()
	server := newCapture(t)
	cases := []struct{ name, style, json string }{
		{"hostile as Node writes it", "node", string(hostileJSON())},
		{"hostile as PHP writes it", "php", string(hostileJSON())},
		{"large", "node", largeJSON()},
		{"payment", "php-unescaped", paymentJSON},
		{"pretty", "as-is", paymentJSON + "\n\n"},
		{"tabs and CRLF", "as-is", "\r\n{\r\n\t\"a\": \"%d \\\\ '\"\r\n}\r\n"},
		{"minus", "as-is", "-5"},
		{"octal follows", "as-is", "\"\u20281\u00a07\""},
	}
	for _, b := range bodies {
		cases = append(cases, struct{ name, style, json string }{b.operation, "php", b.json})
	}
	for _, c := range cases {
		p, err := Prepare(Request{Style: c.style, Account: account, BaseURL: server.URL, JSON: []byte(c.json)})
		require.NoError(t, err)
		signature := sign(t, certs.payment, p.Body)
		for _, carrier := range carriers {
			t.Run(c.name+"/"+strings.Join(carrier.Run, " "), func(t *testing.T) {
				text, err := p.As(carrier.format, signature)
				require.NoError(t, err)
				carrier.Prepare(t, folder, text)
				output, err := carrier.Start(folder)
				require.NoError(t, err, "%s", output)
				assert.Contains(t, output, "wait")
				assert.NotContains(t, strings.ToLower(output), "warning")
				assert.NotContains(t, strings.ToLower(output), "deprecated")
				arrived(t, server.one(t), p, p.Body, certs.payment)
			})
		}
		t.Run(c.name+"/http", func(t *testing.T) {
			text, err := p.As("http", signature)
			require.NoError(t, err)
			connection, err := net.Dial("tcp", strings.TrimPrefix(server.URL, "http://"))
			require.NoError(t, err)
			defer connection.Close()
			_, err = io.WriteString(connection, text)
			require.NoError(t, err)
			response, err := http.ReadResponse(bufio.NewReader(connection), nil)
			require.NoError(t, err)
			defer response.Body.Close()
			assert.Equal(t, 200, response.StatusCode)
			arrived(t, server.one(t), p, p.Body, certs.payment)
		})
	}
}
