package key

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCandidates(t *testing.T) {
	const mark = "\xef\xbb\xbf"
	for _, row := range []struct {
		given string
		want  []string
	}{
		{"", []string{""}},
		{"secret", []string{"secret"}},
		{" secret ", []string{" secret "}},
		{"secret\n", []string{"secret\n", "secret"}},
		{"secret\r\n\n", []string{"secret\r\n\n", "secret"}},
		{mark + "secret", []string{mark + "secret", "secret"}},
		{mark + "secret\n", []string{mark + "secret\n", mark + "secret", "secret\n", "secret"}},
		{mark, []string{mark, ""}},
	} {
		var secrets []string
		for _, c := range candidates([]byte(row.given)) {
			secrets = append(secrets, string(c.secret))
		}
		assert.Equal(t, row.want, secrets, "%q", row.given)
	}
}

func TestPasswordNotesSayWhoFails(t *testing.T) {
	for name, words := range map[string]string{
		"password-newline":              "PHP, Java and Go do not, and will say",
		"password-kept-newline":         "Node and Python trim it, and will say",
		"password-byte-order-mark":      "PHP, Python, Java and Go do not, and will say",
		"password-kept-byte-order-mark": "Node drops it, and will say",
		"password-outer-blanks":         "Node and Python trim it, and will say",
	} {
		notes := open(t, name).Info().Notes
		if assert.Len(t, notes, 1, name) {
			assert.Contains(t, notes[0].Message, words, name)
		}
	}
}

func TestWrongPasswordHints(t *testing.T) {
	src := vector(t, "pkcs1-aes-256-cbc")
	for given, hint := range map[string]string{
		"\xff\xfes\x00":  "UTF-16",
		"\xfe\xff\x00s":  "UTF-16",
		"another ":       "blank",
		"\tanother\n":    "blank",
		"another":        "password.txt from the same archive",
		"test-password_": "password.txt from the same archive",
	} {
		src.Password = []byte(given)
		_, err := Open(src)
		assert.Contains(t, requireCode(t, "wrong-password", err).Hint, hint, "%q", given)
	}
}

func TestPKCS12PasswordOfAnotherEncoding(t *testing.T) {
	assert.Equal(t, []byte{0, 'a', 0, 0xe9, 0, 0}, bmpString([]byte("a\xe9")))
	assert.Equal(t, []byte{0xd8, 0x3d, 0xde, 0x00, 0, 0}, bmpString([]byte("😀")))
}
