//go:build runtimes

package signature

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

// openssl runs openssl on input in a folder of its own.
func openssl(t *testing.T, folder string, input []byte, arguments ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.Command("openssl", arguments...)
	cmd.Dir, cmd.Stdin = folder, bytes.NewReader(input)
	return cmd.Output()
}

// TestRuntimesOpenSSL: with fresh keys and bodies, openssl and the core make
// the same signatures, and each verifies the other's.
func TestRuntimesOpenSSL(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	folder := t.TempDir()
	for _, bits := range []int{1024, 2048, 2048 + int(seed%64)} {
		private, err := openssl(t, folder, nil, "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:"+strconv.Itoa(bits))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, "private.pem"), private, 0o600))
		public, err := openssl(t, folder, private, "pkey", "-pubout")
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, "public.pem"), public, 0o600))
		block, _ := pem.Decode(private)
		parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		require.NoError(t, err)
		priv := parsed.(*rsa.PrivateKey)
		for range 20 {
			text := make([]byte, random.IntN(2000))
			for i := range text {
				text[i] = byte(random.Uint32())
			}
			theirs, err := openssl(t, folder, text, "dgst", "-sha1", "-sign", "private.pem")
			require.NoError(t, err)
			ours, err := Sign(priv, text)
			require.NoError(t, err)
			require.Equal(t, theirs, ours, "%d bits, seed %d", bits, seed)
			require.NoError(t, Check(&priv.PublicKey, text, base64.StdEncoding.EncodeToString(theirs)))
			require.True(t, verifies(t, folder, text, ours))
		}
	}
}

// TestRuntimesOpenSSLRefuses: what Verify refuses for what it opens to, openssl
// refuses too. Wrong lengths are left out: the command reads no more of the file
// than a signature has.
func TestRuntimesOpenSSLRefuses(t *testing.T) {
	v, err := signatures.Read()
	require.NoError(t, err)
	folder := t.TempDir()
	for _, c := range v.Invalid {
		if c.Code == "wrong-sign" {
			sig, err := decode(c.Sign)
			require.NoError(t, err, c.Name)
			require.NoError(t, os.WriteFile(filepath.Join(folder, "public.pem"), []byte(publicOf(v, c.Key)), 0o600))
			assert.False(t, verifies(t, folder, c.Body, sig), c.Name)
		}
	}
}

func publicOf(v *signatures.Vectors, name string) string {
	for _, k := range v.Keys {
		if k.Name == name {
			return k.Public
		}
	}
	return ""
}

func verifies(t *testing.T, folder string, text, sig []byte) bool {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "signature"), sig, 0o600))
	_, err := openssl(t, folder, text, "dgst", "-sha1", "-verify", "public.pem", "-signature", "signature")
	return err == nil
}
