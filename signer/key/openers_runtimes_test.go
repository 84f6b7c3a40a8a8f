//go:build runtimes

package key

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the notes say of PHP, Node, Python, Java and Go, those have to show.
func TestRuntimesOpenWhatTheNotesSay(t *testing.T) {
	claims := map[string]string{ // who opens it; "" is nobody
		"pkcs1-aes-256-cbc":     "php node python java go",
		"pkcs1-des-ede3-cbc":    "php node python java go",
		"password-cyrillic":     "php node python java go",
		"paste-crlf":            "php node python java go",
		"label-several-keys":    "php node python java go", // several-private-keys
		"pkcs1-plain":           "php node",                // key-not-encrypted: the samples hand over a password
		"pkcs8-plain":           "php node",
		"pkcs8-pbkdf2-sha-256":  "php node python", // container-not-for-java-go
		"pkcs8-scrypt":          "php node python",
		"pkcs8-pbes1-sha1-3des": "php node python",
		"pkcs1-des-cbc":         "python java go", // retired-cipher
		"pkcs8-pbes1-md5-des":   "python",

		"password-newline":              "node python",
		"password-crlf":                 "node python",
		"password-kept-newline":         "php java go",
		"password-byte-order-mark":      "node",
		"password-kept-byte-order-mark": "php python java go",
		"password-outer-blanks":         "php java go",

		"label-pkcs1-as-pkcs8":   "", // label-mismatch
		"paste-literal-newlines": "", // pem-mended
		"paste-no-line-breaks":   "",
		"paste-indented":         "",
		"paste-json":             "",
	}
	root, err := filepath.Abs("../testdata/keys")
	require.NoError(t, err)
	folder := t.TempDir()
	var names, pairs []string
	for _, v := range keys.Vectors() {
		if _, ok := claims[v.Name]; !ok {
			continue
		}
		secret := "test-password" // of the certificate, even if its key is plain
		if v.Password != nil {
			secret = *v.Password
		}
		file := filepath.Join(folder, v.Name)
		require.NoError(t, os.WriteFile(file, []byte(secret), 0o600))
		names = append(names, v.Name)
		pairs = append(pairs, filepath.Join(root, "vectors", v.File), file)
	}
	require.Len(t, names, len(claims))

	jars := "/usr/share/java/bcprov.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcutil.jar"
	run := func(program ...string) []string {
		out, err := exec.Command(program[0], append(program[1:], pairs...)...).Output()
		require.NoError(t, err, program[0])
		return strings.Fields(string(out))
	}
	answers := map[string][]string{
		"php":    run("php", filepath.Join(root, "openers/open.php")),
		"node":   run("node", filepath.Join(root, "openers/open.js")),
		"python": run("/usr/bin/python3", filepath.Join(root, "openers/open.py")),
		"java":   run("java", "-cp", jars, filepath.Join(root, "openers/Open.java")),
		"go":     openInGo(t, pairs),
	}
	for i, name := range names {
		var opens []string
		for _, language := range []string{"php", "node", "python", "java", "go"} {
			require.Len(t, answers[language], len(names), language)
			if answers[language][i] == "yes" {
				opens = append(opens, language)
			}
		}
		assert.Equal(t, claims[name], strings.Join(opens, " "), name)
	}
}

// openInGo opens keys as the documented sample does.
func openInGo(t *testing.T, pairs []string) []string {
	t.Helper()
	var answers []string
	for i := 0; i < len(pairs); i += 2 {
		text, err := os.ReadFile(pairs[i])
		require.NoError(t, err)
		secret, err := os.ReadFile(pairs[i+1])
		require.NoError(t, err)
		answer := "no"
		if block, _ := pem.Decode(text); block != nil {
			//lint:ignore SA1019 the documented sample calls it
			if der, err := x509.DecryptPEMBlock(block, secret); err == nil {
				if _, err := x509.ParsePKCS1PrivateKey(der); err == nil {
					answer = "yes"
				}
			}
		}
		answers = append(answers, answer)
	}
	return answers
}

// What Info and PKCS8 say, OpenSSL says of the same file, on this machine now.
func TestRuntimesOpenSSLAgrees(t *testing.T) {
	for _, v := range keys.Vectors() {
		if v.Code != "" || v.Password == nil || v.Cipher == "" || strings.HasPrefix(v.Name, "paste-") || strings.HasPrefix(v.Name, "label-") {
			continue
		}
		k, err := Open(source(v))
		require.NoError(t, err, v.Name)
		trimmed := strings.TrimPrefix(strings.TrimRight(*v.Password, "\r\n"), "\ufeff")
		if strings.HasPrefix(v.Name, "password-kept") {
			continue // the command line cannot pass them on
		}
		out, err := exec.Command("openssl", "pkcs8", "-provider", "legacy", "-provider", "default", "-topk8", "-nocrypt", "-outform", "DER",
			"-in", filepath.Join("../testdata/keys/vectors", v.File), "-passin", "pass:"+trimmed).Output()
		require.NoError(t, err, v.Name)
		assert.Equal(t, out, k.PKCS8(), v.Name)
	}
}

// The page demonstrates itself with a certificate as AliKassa makes them.
func TestRuntimesDemoCertificate(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("../testdata/demo", name))
		require.NoError(t, err)
		return data
	}
	k, err := Open(Source{PrivateKey: read("private.pem"), Password: read("password.txt"), PublicKey: read("public.pem")})
	require.NoError(t, err)
	assert.Equal(t, "pkcs1 AES-256-CBC", k.Info().Container+" "+k.Info().Cipher)
	assert.True(t, *k.Info().MatchesPublicKey)
	assert.Empty(t, k.Info().Notes)
}
