package notification

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// FuzzCheck: it always answers, and what it calls valid is what crypto/rsa
// verifies over the text of the form that it names.
func FuzzCheck(f *testing.F) {
	v, keys := vectors(f)
	for _, c := range v.Vectors {
		f.Add(c.Payload)
	}
	_, sign, _ := strings.Cut(of(f, v, "carrier_query").Payload, "&sign=")
	for _, fields := range bounded() {
		f.Add(fields + "sign=" + sign)
	}
	f.Add(strings.Repeat("GET / HTTP/1.1\n\n", 100))
	public := keys["alikassa"]
	f.Fuzz(func(t *testing.T, payload string) {
		r, err := Check(payload, public)
		if err != nil {
			require.ErrorAs(t, err, new(*fault.Error))
			require.Nil(t, r)
			return
		}
		require.Equal(t, r.Valid, r.Form != "")
		require.NotEmpty(t, r.Fields)
		if r.Valid {
			require.True(t, proves(t, public, r, payload), "%q", payload)
			return
		}
		require.NotEmpty(t, r.Findings)
		for _, finding := range r.Findings {
			require.NotEmpty(t, finding.Code)
			require.NotEmpty(t, finding.Title)
		}
	})
}

// proves verifies a result anew.
func proves(t *testing.T, public *rsa.PublicKey, r *Result, payload string) bool {
	p, err := read(payload, 0)
	require.NoError(t, err)
	sig, err := base64.StdEncoding.DecodeString(p.sign)
	require.NoError(t, err)
	for _, f := range Forms() {
		if text, ok := (&writer{members: p.members}).text(&f); ok && f.Name == r.Form {
			digest := sha1.Sum(text)
			return rsa.VerifyPKCS1v15(public, crypto.SHA1, digest[:], sig) == nil
		}
	}
	return false
}
