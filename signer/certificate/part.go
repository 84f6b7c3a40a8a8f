package certificate

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
)

// role is what a file is to a certificate.
type role int

const (
	roleNone role = iota
	rolePrivate
	rolePassword
	rolePublic
	roleOtherKey // a key that cannot be used, but explained
)

// part is a file with its role.
type part struct {
	path    string // clean, with slashes, unique
	folder  string // that it lies in; "." for none
	data    []byte
	role    role
	tag     string   // what the name has besides the role: "(1)" of "private (1).pem"
	kind    key.Kind // what the content is
	guessed bool     // whether the content alone tells the role
}

// roleNames lists the words by which a file's name tells its role, the longer
// first where one is part of another.
var roleNames = []struct {
	word string
	role role
}{
	{"private", rolePrivate},
	{"public", rolePublic},
	{"password", rolePassword},
	{"passphrase", rolePassword},
	{"passwd", rolePassword},
}

// extensions lists those that the files of a certificate have; a file with
// another is told by its content.
var extensions = []string{".pem", ".txt", ".key", ".pub", ".crt", ".cer"}

// reader gathers the parts among files.
type reader struct {
	parts []part
	taken map[string]int // names, and how often they came
	spent budget
	err   error // of the first archive that could not be unpacked
}

// maxDepth is how many archives may lie in each other: a download of several
// certificates may itself have been packed, and sent on packed.
const maxDepth = 3

// maxPath bounds the name of a file, in bytes; systems stop there too.
const maxPath = 4096

// readParts gives each file its role. Archives among them are unpacked; when one
// cannot be, that is an error only for who finds nothing else.
func readParts(files []File) ([]part, error) {
	r := reader{taken: map[string]int{}}
	for _, f := range files {
		r.add(f.Name, f.Data, 0)
	}
	return r.parts, r.err
}

func (r *reader) add(name string, data []byte, depth int) {
	if len(name) > maxPath {
		if r.err == nil {
			r.err = tooLarge("it has a file with a name of more than 4,096 bytes")
		}
		return
	}
	if ignored(name) {
		return
	}
	name = cleanPath(name)
	switch {
	case isZip(name, data) && depth < maxDepth:
		inside, err := unzip(data, &r.spent)
		if err != nil && r.err == nil {
			r.err = err
		}
		folder := strings.TrimSuffix(name, path.Ext(name))
		for _, f := range inside {
			r.add(folder+"/"+f.Name, f.Data, depth+1)
		}
	default:
		r.parts = append(r.parts, newPart(distinct(r.taken, name), data))
	}
}

// newPart recognises a file.
func newPart(name string, data []byte) part {
	p := part{path: name, folder: path.Dir(name), data: data, kind: key.Recognise(data)}
	if p.role, p.tag = roleOf(path.Base(name)); p.role != roleNone {
		return p
	}
	p.guessed = true
	switch p.kind {
	case key.Private, key.EncryptedPrivate:
		p.role = rolePrivate
	case key.Public:
		p.role = rolePublic
	case key.Unusable:
		p.role = roleOtherKey
	default:
		if extension := strings.ToLower(path.Ext(name)); (extension == "" || extension == ".txt") && isToken(data) {
			p.role = rolePassword
		}
	}
	return p
}

// roleOf reads the role from a file's name, and what else the name has.
func roleOf(base string) (role, string) {
	stem := strings.ToLower(base)
	for trimmed := true; trimmed; {
		trimmed = false
		for _, extension := range extensions {
			if strings.HasSuffix(stem, extension) {
				stem, trimmed = strings.TrimSuffix(stem, extension), true
			}
		}
	}
	for _, known := range roleNames {
		before, after, found := strings.Cut(stem, known.word)
		if found && path.Ext(after) == "" {
			return known.role, strings.Trim(before+after, " -_.")
		}
	}
	return roleNone, ""
}

// isToken reports whether a text looks like a password and nothing else: one
// line, without blanks.
func isToken(data []byte) bool {
	text := bytes.TrimRight(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), "\r\n")
	if len(text) == 0 || len(text) > 256 || !utf8.Valid(text) {
		return false
	}
	for _, c := range text {
		if c <= ' ' || c == 0x7F {
			return false
		}
	}
	return true
}

// cleanPath makes a path of an archive or of a file picker comparable, and fit
// to be shown.
func cleanPath(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))[1:]
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for i := range len(name) {
		b.WriteString(fromCP866(name[i]))
	}
	return b.String()
}

// fromCP866 decodes a byte of a name that Windows in Russian put into an
// archive. What is no letter is written in hex.
func fromCP866(c byte) string {
	switch {
	case c < utf8.RuneSelf:
		return string(rune(c))
	case c < 0xB0:
		return string('А' + rune(c-0x80))
	case c >= 0xE0 && c < 0xF0:
		return string('р' + rune(c-0xE0))
	case c == 0xF0:
		return "Ё"
	case c == 0xF1:
		return "ё"
	}
	return "%" + strings.ToUpper(strconv.FormatUint(uint64(c), 16))
}

// distinct numbers a name that was there before, as browsers do: loose files of
// two folders come with the same bare names.
func distinct(taken map[string]int, name string) string {
	taken[name]++
	if n := taken[name]; n > 1 {
		extension := path.Ext(name)
		return distinct(taken, strings.TrimSuffix(name, extension)+" ("+strconv.Itoa(n)+")"+extension)
	}
	return name
}

// ignored reports whether a file is none of the certificate's, but one that
// systems leave beside them: folders, hidden files, thumbnails, macOS's
// resource forks.
func ignored(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	base := strings.ToLower(path.Base(name))
	switch {
	case name == "", strings.HasSuffix(name, "/"), strings.HasPrefix(base, "."):
		return true
	case base == "thumbs.db", base == "ehthumbs.db", base == "desktop.ini", base == "icon\r":
		return true
	}
	for _, folder := range strings.Split(path.Dir(name), "/") {
		if folder == "__MACOSX" {
			return true
		}
	}
	return false
}
