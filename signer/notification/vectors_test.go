package notification

import (
	"crypto/rsa"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/notifications"
)

//go:generate go generate ../testdata/notifications

// vectors reads the vectors and opens their keys.
func vectors(t testing.TB) (*notifications.Vectors, map[string]*rsa.PublicKey) {
	t.Helper()
	v, err := notifications.Read()
	require.NoError(t, err)
	return v, keys(t, v)
}

func keys(t testing.TB, v *notifications.Vectors) map[string]*rsa.PublicKey {
	t.Helper()
	open := map[string]*rsa.PublicKey{}
	for name, text := range v.Keys {
		public, err := key.ParsePublic([]byte(text))
		require.NoError(t, err, name)
		open[name] = public
	}
	return open
}

func codes(r *Result) []string {
	all := []string{}
	for _, f := range r.Findings {
		all = append(all, f.Code)
	}
	return all
}

func TestVectors(t *testing.T) {
	v, keys := vectors(t)
	require.Greater(t, len(v.Vectors), 130)
	compare(t, v, keys)
}

// compare checks each vector: the verdict, the form, and every finding.
func compare(t *testing.T, v *notifications.Vectors, keys map[string]*rsa.PublicKey) {
	names := map[string]bool{}
	for _, c := range v.Vectors {
		assert.False(t, names[c.Name], "%s stands for one fault", c.Name)
		names[c.Name] = true
		r, err := Check(c.Payload, keys[c.Key])
		require.NoError(t, err, c.Name)
		assert.Equal(t, c.Valid, r.Valid, c.Name)
		assert.Equal(t, c.Form, r.Form, c.Name)
		if !assert.Equal(t, c.Codes, codes(r), c.Name) {
			t.Logf("%s: %s\n%+v", c.Name, c.Payload, r.Findings)
		}
		for _, f := range r.Findings {
			assert.NotEmpty(t, f.Title, c.Name)
			assert.NotEmpty(t, f.Detail, c.Name)
			assert.NotEmpty(t, f.Fix, c.Name)
		}
	}
}
