package diagnosis_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
)

const sample = `{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla\/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko\/20100101 Firefox\/84.0","customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}`

func demo(t testing.TB) (*rsa.PrivateKey, []byte) {
	read := func(name string) []byte {
		b, err := os.ReadFile("../testdata/demo/" + name)
		require.NoError(t, err)
		return b
	}
	k, err := key.Open(key.Source{PrivateKey: read("private.pem"), Password: read("password.txt")})
	require.NoError(t, err)
	private, err := k.Private()
	require.NoError(t, err)
	return private, read("public.pem")
}

func sign(t testing.TB, private *rsa.PrivateKey, text string) string {
	digest := sha1.Sum([]byte(text))
	s, err := rsa.SignPKCS1v15(nil, private, crypto.SHA1, digest[:])
	require.NoError(t, err)
	return base64.StdEncoding.EncodeToString(s)
}

func TestDiagnose(t *testing.T) {
	private, public := demo(t)
	node := strings.ReplaceAll(sample, `\/`, "/")
	for _, c := range []struct {
		name, sent, signed string
		causes             string
	}{
		{"style", node, sample, "other-style"},
		{"newline", sample, sample + "\n", "trailing-newline"},
		{"value types", node, strings.Replace(node, ":500,", `:"500",`, 1), "value-types"},
		{"order", node, `{"service":"payment_card_rub_hpp",` + strings.Replace(node[1:], `,"service":"payment_card_rub_hpp"`, "", 1), "key-order"},
		{"random text", node, "something else", "other-body"},
		{"shuffled", `{"a":"1","b":"2","c":3,"d":4,"e":5,"f":6,"g":7,"h":8}`, `{"h":8,"c":3,"b":"2","a":"1","g":7,"e":5,"f":6,"d":4}`, "key-order"},
		{"two", node, strings.Replace(sample, ":500,", `:"500",`, 1) + "\n", "other-style trailing-newline value-types"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			d, err := diagnosis.Diagnose(diagnosis.Refused{Body: []byte(c.sent), Sign: sign(t, private, c.signed), PublicKey: public}, 20*time.Second)
			require.NoError(t, err)
			var codes []string
			for _, f := range d.Findings {
				codes = append(codes, f.Code)
				t.Log(f.Title)
			}
			t.Log(time.Since(start), d.Tried)
			assert.Equal(t, c.causes, strings.Join(codes, " "))
			if c.causes != "other-body" {
				assert.Equal(t, c.signed, string(d.Signed))
			}
		})
	}
}
