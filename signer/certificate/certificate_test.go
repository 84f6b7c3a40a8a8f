package certificate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A private key, its public key and its password, and those of another
// certificate.
var (
	private       = keys.Read("vectors/pkcs1-aes-256-cbc.pem")
	public        = keys.Read("vectors/public.pem")
	password      = []byte("test-password")
	plain         = keys.Read("vectors/pkcs1-plain.pem")
	otherPrivate  = keys.Read("vectors/unrelated-aes-256-cbc.pem")
	otherPublic   = keys.Read("vectors/public-unrelated.pem")
	otherPassword = []byte("other-password")
)

func TestSelect(t *testing.T) {
	for name, files := range map[string][]File{
		"as they are":       {{"private.pem", private}, {"public.pem", public}, {"password.txt", password}},
		"in any case":       {{"PRIVATE.PEM", private}, {"Public.Pem", public}, {"PassWord.TXT", password}},
		"loaded again":      {{"private (1).pem", private}, {"public (2).pem", public}, {"password (7).txt", password}},
		"copied":            {{"private - Copy.pem", private}, {"public copy.pem", public}, {"password — копия.txt", password}},
		"beside folders":    {{"cert/", nil}, {"", nil}, {"cert/private.pem", private}, {"cert/public.pem", public}, {"cert/password.txt", password}},
		"hidden extensions": {{"private.pem.txt", private}, {"public.pem.txt", public}, {"password.txt.txt", password}},
		"other words":       {{"private_key.pem", private}, {"publickey.crt", public}, {"passphrase.txt", password}},
		"named otherwise":   {{"alikassa.pem", private}, {"merchant.pub", public}, {"secret", password}},
		"without a name":    {{"1", private}, {"2", public}, {"3", password}},
		"in folders":        {{"a/private.pem", private}, {"b/public.pem", public}, {"c/password.txt", password}},
		"on Windows":        {{`C:\cert\private.pem`, private}, {`C:\cert\public.pem`, public}, {`C:\cert\password.txt`, password}},
		"with companions": {{"private.pem", private}, {"public.pem", public}, {"password.txt", password}, {".DS_Store", []byte("x")},
			{"__MACOSX/._private.pem", otherPrivate}, {"._password.txt", otherPassword}, {"Thumbs.db", []byte("y")}, {"readme.md", []byte("z")}},
		"with what says nothing": {{"private.pem", private}, {"public.pem", public}, {"password.txt", password},
			{"notes.txt", []byte("one")}, {"private notes.txt", []byte("two words")}, {"picture.png", []byte("\x89PNG")}},
		"twice":            {{"private.pem", private}, {"public.pem", public}, {"password.txt", password}, {"private.pem", private}, {"public.pem", public}, {"password.txt", password}},
		"beside a request": {{"private.pem", private}, {"public.pem", public}, {"password.txt", password}, {"request.csr", keys.Read("vectors/other-request.pem")}},
		"beside notifications": {{"payment/private.pem", private}, {"payment/public.pem", public}, {"payment/password.txt", password},
			{"notification/public.pem", otherPublic}},
	} {
		t.Run(name, func(t *testing.T) {
			src, err := Select(files, "")
			require.NoError(t, err)
			assert.Equal(t, key.Source{PrivateKey: private, Password: password, PublicKey: public}, src)
		})
	}
}

func TestSelectPairsWhatBelongsTogether(t *testing.T) {
	for name, row := range map[string]struct {
		files   []File
		choices []string
	}{
		"folders": {[]File{{"pay/private.pem", private}, {"pay/public.pem", public}, {"pay/password.txt", password},
			{"out/private.pem", otherPrivate}, {"out/public.pem", otherPublic}, {"out/password.txt", otherPassword}}, []string{"pay", "out"}},
		"names": {[]File{{"pay_private.pem", private}, {"pay_public.pem", public}, {"pay_password.txt", password},
			{"out_private.pem", otherPrivate}, {"out_public.pem", otherPublic}, {"out_password.txt", otherPassword}}, []string{"pay_private.pem", "out_private.pem"}},
		"the order of loose files": {[]File{{"private.pem", private}, {"private.pem", otherPrivate}, {"public.pem", public},
			{"public.pem", otherPublic}, {"password.txt", password}, {"password.txt", otherPassword}}, []string{"private.pem", "private (2).pem"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Select(row.files, "")
			f := requireCode(t, "archive-ambiguous", err)
			assert.Equal(t, row.choices, f.Choices)

			src, err := Select(row.files, row.choices[0])
			require.NoError(t, err)
			assert.Equal(t, key.Source{PrivateKey: private, Password: password, PublicKey: public}, src)
			src, err = Select(row.files, row.choices[1])
			require.NoError(t, err)
			assert.Equal(t, key.Source{PrivateKey: otherPrivate, Password: otherPassword, PublicKey: otherPublic}, src)

			_, err = Select(row.files, "elsewhere")
			f = requireCode(t, "archive-ambiguous", err)
			assert.Equal(t, row.choices, f.Choices)
		})
	}
}

func TestSelectSharesAPassword(t *testing.T) {
	files := []File{{"a.pem", private}, {"b.pem", plain}, {"password.txt", password}}
	_, err := Select(files, "")
	f := requireCode(t, "archive-ambiguous", err)
	require.Equal(t, []string{"a.pem", "b.pem"}, f.Choices)
	src, err := Select(files, "a.pem")
	require.NoError(t, err)
	assert.Equal(t, password, src.Password)
}

func TestSelectOfAPlainKeyNeedsNoPassword(t *testing.T) {
	src, err := Select([]File{{"private.pem", plain}}, "")
	require.NoError(t, err)
	assert.Nil(t, src.Password)
}

func TestSelectSaysWhatIsMissing(t *testing.T) {
	for name, row := range map[string]struct {
		files []File
		words string
	}{
		"nothing":               {nil, "private.pem and password.txt are missing"},
		"only a picture":        {[]File{{"a.png", []byte("\x89PNG")}}, "private.pem and password.txt are missing"},
		"only a password":       {[]File{{"password.txt", password}}, "private.pem is missing"},
		"all but the key":       {[]File{{"password.txt", password}, {"public.pem", public}}, "private.pem is missing"},
		"notifications":         {[]File{{"public.pem", public}}, "for notifications"},
		"all but the password":  {[]File{{"private.pem", private}, {"public.pem", public}}, "password.txt is missing"},
		"words for a password":  {[]File{{"private.pem", private}, {"some.txt", []byte("not a password")}}, "password.txt is missing"},
		"two possible ones":     {[]File{{"private.pem", private}, {"a.txt", password}, {"b.txt", otherPassword}}, "password.txt is missing"},
		"no text as a password": {[]File{{"private.pem", private}, {"a.txt", []byte("\xff\xfe")}}, "password.txt is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			src, err := Select(row.files, "")
			f := requireCode(t, "archive-incomplete", err)
			assert.Contains(t, f.Message, row.words)
			if name == "all but the password" {
				assert.Equal(t, key.Source{PrivateKey: private, PublicKey: public}, src, "a password typed by hand completes it")
			}
		})
	}
}

func TestSelectHandsOverWhatCannotBeUsed(t *testing.T) {
	for name, code := range map[string]string{"other-openssh.pem": "not-private-key", "other-pkcs8.der": "not-pem", "other-ec.pem": "not-rsa"} {
		src, err := Select([]File{{"key", keys.Read("vectors/" + name)}, {"password.txt", password}}, "")
		require.NoError(t, err)
		_, err = key.Open(src)
		requireCode(t, code, err)
	}
}

func TestSelectReportsADamagedArchive(t *testing.T) {
	broken := File{"cert.zip", keys.Read("archives/cut.zip")}
	_, err := Select([]File{broken}, "")
	requireCode(t, "archive-corrupt", err)
	_, err = Select([]File{broken, {"private.pem", private}, {"password.txt", password}}, "")
	assert.NoError(t, err, "not when there is a certificate beside it")
}

func TestArchivesShareOneBudget(t *testing.T) {
	many := keys.Read("archives/several.zip")
	var files []File
	for i := range 200 {
		files = append(files, File{fmt.Sprintf("%d.zip", i), many})
	}
	var spent budget
	var err error
	for _, f := range files {
		if _, err = unzip(f.Data, &spent); err != nil {
			break
		}
	}
	requireCode(t, "archive-too-large", err)
}

func TestArchivesInArchivesEnd(t *testing.T) {
	data := keys.Read("archives/payments.zip")
	for range maxDepth {
		data = pack(t, File{"inner.zip", data})
	}
	_, err := Select([]File{{"outer.zip", data}}, "")
	requireCode(t, "archive-incomplete", err)
}

// What archive/zip reads of an archive, Unzip reads.
func TestUnzipAgreesWithArchiveZip(t *testing.T) {
	for _, a := range keys.Archives() {
		data := keys.Read("archives/" + a.File)
		files, err := Unzip(data)
		if err != nil {
			continue
		}
		theirs, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err, a.File)
		var want []File
		for _, entry := range theirs.File {
			if ignored(entry.Name) {
				continue
			}
			r, err := entry.Open()
			require.NoError(t, err, a.File)
			content, err := io.ReadAll(r)
			require.NoError(t, err, a.File)
			want = append(want, File{cleanPath(entry.Name), content})
		}
		assert.ElementsMatch(t, want, files, a.File)
	}
}

// An end record for large archives stands between the directory and the usual
// end, whose numbers are in order all the same.
func TestUnzipOfLargeFormat(t *testing.T) {
	data := pack(t, File{"private.pem", private})
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	between := append([]byte("PK\x06\x06"), make([]byte, 52)...)
	between = append(between, append([]byte("PK\x06\x07"), make([]byte, 16)...)...)
	files, err := Unzip(slices.Insert(data, end, between...))
	require.NoError(t, err)
	assert.Equal(t, []File{{"private.pem", private}}, files)
}

func TestUnzipKeepsNamesSafe(t *testing.T) {
	files, err := Unzip(pack(t, File{"../../etc/private.pem", private}, File{"/abs/public.pem", public}, File{"a\\b\\password.txt", password}))
	require.NoError(t, err)
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"etc/private.pem", "abs/public.pem", "a/b/password.txt"}, names)
}

func TestUnzipReadsNamesOfWindowsInRussian(t *testing.T) {
	files, err := Unzip(keys.Read("archives/payments-cp866.zip"))
	require.NoError(t, err)
	assert.Equal(t, "Платежи!______/private.pem", files[0].Name)
	assert.Equal(t, "Ёлка ёж %FF", cleanPath("\xf0\xab\xaa\xa0 \xf1\xa6 \xff"))
}

func TestUnzipRefusesTheHuge(t *testing.T) {
	_, err := Unzip(make([]byte, maxArchive+1))
	requireCode(t, "archive-too-large", err)

	var files []File
	for i := range 9 {
		files = append(files, File{fmt.Sprint(i), noise(maxFile)})
	}
	_, err = Unzip(pack(t, files...))
	f := requireCode(t, "archive-too-large", err)
	assert.Contains(t, f.Message, "8 MiB together")
}

// A zip of 16 MB may name a thousand files with 64 KiB each, none of which has a
// byte of content.
func TestUnzipRefusesLongNames(t *testing.T) {
	long := strings.Repeat("a/", maxName/2)
	_, err := Unzip(pack(t, File{long[:maxName-len("private.pem")] + "private.pem", private}))
	require.NoError(t, err)
	_, err = Unzip(pack(t, File{long + "private.pem", private}))
	assert.Contains(t, requireCode(t, "archive-too-large", err).Message, "1,024 bytes")

	_, err = Select([]File{{strings.Repeat("a/", maxPath/2) + "private.pem", private}}, "")
	assert.Contains(t, requireCode(t, "archive-too-large", err).Message, "4,096 bytes")
	_, err = Select([]File{{strings.Repeat("a/", maxPath/2) + "private.pem", otherPrivate}, {"private.pem", plain}}, "")
	assert.NoError(t, err, "not when there is a certificate beside it")
}

// TestSelectAmongVeryMany takes a moment where each key is looked at once, and
// minutes where it is compared with all others.
func TestSelectAmongVeryMany(t *testing.T) {
	const count = 5000
	deep := strings.Repeat("x/", 500)
	for name, path := range map[string]func(i int) string{
		"in folders of their own": func(i int) string { return deep + fmt.Sprint(i) + "/private.pem" },
		"in one folder":           func(i int) string { return deep + fmt.Sprint(i) + "_private.pem" },
		"of one name":             func(i int) string { return "private.pem" },
	} {
		t.Run(name, func(t *testing.T) {
			var files []File
			for i := range count {
				content := "-----BEGIN PRIVATE KEY-----\n" + strings.Repeat("A", 1000) + fmt.Sprintf("%08d", i/2) + "\n-----END PRIVATE KEY-----\n"
				files = append(files, File{path(i), []byte(content)}, File{strings.Replace(path(i), "private.pem", "password.txt", 1), fmt.Append(nil, i)})
			}
			_, err := Select(files, "")
			f := requireCode(t, "archive-ambiguous", err)
			assert.Len(t, f.Choices, maxChoices)
			assert.Less(t, len(f.Message), 2000)
			assert.Contains(t, f.Message, fmt.Sprintf(" and %d more.", count-maxNamed))
			src, err := Select(files, f.Choices[maxChoices-1])
			require.NoError(t, err)
			assert.Equal(t, fmt.Sprint(maxChoices-1), string(src.Password))
		})
	}
}

func TestUnzipNamesOtherFormats(t *testing.T) {
	for name, words := range map[string]string{
		"rar": "a RAR archive", "7-zip": "a 7-Zip archive", "gzip": "a gzip file", "web-page": "a web page", "pem": "a PEM file",
		"nothing": "empty", "noise": "not a zip archive", "cut": "cut off", "bzip2": "compressed in a way",
		"changed": "cannot be unpacked",
	} {
		_, err := Unzip(keys.Read("archives/" + name + ".zip"))
		assert.Contains(t, requireCode(t, "archive-corrupt", err).Message, words, name)
	}
}

// pack makes an archive, deflated.
func pack(t *testing.T, files ...File) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		entry, err := w.Create(f.Name)
		require.NoError(t, err)
		_, err = entry.Write(f.Data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// noise returns bytes that do not shrink tenfold, let alone a hundredfold.
func noise(size int) []byte {
	out := make([]byte, size)
	state := uint32(1)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = byte(state>>24) & 0x0f
	}
	return out
}

func requireFault(t *testing.T, err error) *fault.Error {
	t.Helper()
	var f *fault.Error
	require.ErrorAs(t, err, &f)
	require.NotEmpty(t, f.Code)
	require.NotEmpty(t, f.Message)
	return f
}

func requireCode(t *testing.T, code string, err error) *fault.Error {
	t.Helper()
	f := requireFault(t, err)
	require.Equal(t, code, f.Code, f.Message)
	return f
}
