// The mistakes that are made in Go, each under its name. The protocol is in
// signer/testdata/README.md. Argument: the folder of the keys.
package main

import (
	"bufio"
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"html"
	"html/template"
	"io"
	"math"
	"math/big"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// key is the private key of the case.
var key *rsa.PrivateKey

// now goes on between two calls, as time.Now does.
var now int64

type (
	object = map[string]any

	// A member is a field of a struct, in the order in which it was declared.
	member struct {
		name  string
		value any
	}
	structure []member
)

type step func(state any, argument string) (any, error)

// structOf is a struct with those members, as a program declares one.
func structOf(s structure, omitEmpty bool) any {
	var fields []reflect.StructField
	option := ""
	if omitEmpty {
		option = ",omitempty"
	}
	for i, m := range s {
		fields = append(fields, reflect.StructField{
			Name: "F" + strconv.Itoa(i),
			Type: reflect.TypeFor[any](),
			Tag:  reflect.StructTag("json:" + strconv.Quote(m.name+option)),
		})
	}
	v := reflect.New(reflect.StructOf(fields)).Elem()
	for i, m := range s {
		value := m.value
		if inner, ok := value.(structure); ok {
			value = structOf(inner, omitEmpty)
		}
		if value != nil {
			v.Field(i).Set(reflect.ValueOf(value))
		}
	}
	return v.Interface()
}

// goValue is what a program would hand to json.Marshal.
func goValue(state any) any {
	switch s := state.(type) {
	case structure:
		return structOf(s, false)
	case []any:
		items := []any{}
		for _, item := range s {
			items = append(items, goValue(item))
		}
		return items
	}
	return state
}

func readStruct(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Number:
		if i, err := t.Int64(); err == nil {
			return i, nil
		}
		return t.Float64()
	case json.Delim:
		if t == '[' {
			items := []any{}
			for d.More() {
				item, err := readStruct(d)
				if err != nil {
					return nil, err
				}
				items = append(items, item)
			}
			_, err := d.Token()
			return items, err
		}
		s := structure{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			value, err := readStruct(d)
			if err != nil {
				return nil, err
			}
			s = append(s, member{name.(string), value})
		}
		_, err := d.Token()
		return s, err
	}
	return token, nil
}

// asMap turns structures into maps.
func asMap(state any) any {
	switch s := state.(type) {
	case structure:
		m := object{}
		for _, f := range s {
			m[f.name] = asMap(f.value)
		}
		return m
	case []any:
		items := []any{}
		for _, item := range s {
			items = append(items, asMap(item))
		}
		return items
	}
	return state
}

// each changes every scalar.
func each(state any, change func(any) any) any {
	switch s := state.(type) {
	case structure:
		changed := structure{}
		for _, f := range s {
			changed = append(changed, member{f.name, each(f.value, change)})
		}
		return changed
	case []any:
		items := []any{}
		for _, item := range s {
			items = append(items, each(item, change))
		}
		return items
	}
	return change(state)
}

// field changes one field.
func field(state any, name string, change func(any) any) (any, error) {
	s := append(structure(nil), state.(structure)...)
	for i := range s {
		if s[i].name == name {
			s[i].value = change(s[i].value)
			return s, nil
		}
	}
	return nil, fmt.Errorf("no field %s", name)
}

func ofString(change func(string) string) step {
	return func(state any, name string) (any, error) {
		return field(state, name, func(v any) any { return change(v.(string)) })
	}
}

// seek finds the order_id with which the signature begins with a zero: such
// things happen by chance.
func seek(state any, _ string) (any, error) {
	for n := 0; ; n++ {
		b, err := json.Marshal(goValue(state))
		if err != nil {
			return nil, err
		}
		sig, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA1, digest(string(b), "sha1"))
		if err != nil || sig[0] == 0 {
			return state, err
		}
		if state, err = field(state, "order_id", func(any) any { return "Z-" + strconv.Itoa(n) }); err != nil {
			return nil, err
		}
	}
}

func assigned(state any, argument string) (any, error) {
	name, text, _ := strings.Cut(argument, "=")
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	value, err := readStruct(d)
	if err != nil {
		return nil, err
	}
	if changed, err := field(state, name, func(any) any { return value }); err == nil {
		return changed, nil
	}
	return append(append(structure(nil), state.(structure)...), member{name, value}), nil
}

func kept(state any, keep func(any) bool) structure {
	s := structure{}
	for _, f := range state.(structure) {
		if keep(f.value) {
			s = append(s, f)
		}
	}
	return s
}

func octets(state any) []byte {
	if b, ok := state.([]byte); ok {
		return b
	}
	return []byte(state.(string))
}

func text(state any) string { return string(octets(state)) }

func encode(state any, set func(*json.Encoder)) (any, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	set(e)
	err := e.Encode(goValue(state))
	return b.String(), err
}

func values(state any) url.Values {
	v := url.Values{}
	for _, f := range state.(structure) {
		v.Set(f.name, fmt.Sprint(f.value))
	}
	return v
}

func pairs(state any, write func(name, value string) string) string {
	var list []string
	for _, f := range state.(structure) {
		list = append(list, write(f.name, fmt.Sprint(f.value)))
	}
	return strings.Join(list, "&")
}

var hashes = map[string]crypto.Hash{"md5": crypto.MD5, "sha1": crypto.SHA1, "sha224": crypto.SHA224, "sha256": crypto.SHA256, "sha384": crypto.SHA384, "sha512": crypto.SHA512}

func digest(state any, hash string) []byte {
	b := octets(state)
	switch hash {
	case "md5":
		d := md5.Sum(b)
		return d[:]
	case "sha1":
		d := sha1.Sum(b)
		return d[:]
	case "sha224":
		d := sha256.Sum224(b)
		return d[:]
	case "sha256":
		d := sha256.Sum256(b)
		return d[:]
	case "sha384":
		d := sha512.Sum384(b)
		return d[:]
	}
	d := sha512.Sum512(b)
	return d[:]
}

func change(f func(any) any) step {
	return func(state any, _ string) (any, error) { return f(state), nil }
}

func onText(f func(string) string) step {
	return func(state any, _ string) (any, error) { return f(text(state)), nil }
}

var theData = map[string]step{
	"decode": func(state any, _ string) (any, error) { // a struct, in the text's order
		d := json.NewDecoder(bytes.NewReader(octets(state)))
		d.UseNumber()
		return readStruct(d)
	},
	"decode-map": func(state any, _ string) (any, error) { // integers become float64, as json.Unmarshal has it
		var v any
		err := json.Unmarshal(octets(state), &v)
		return v, err
	},
	"decode-numbers": func(state any, _ string) (any, error) { // numbers stay as they were written
		var v any
		d := json.NewDecoder(bytes.NewReader(octets(state)))
		d.UseNumber()
		err := d.Decode(&v)
		return v, err
	},
	"map": change(asMap),
	"sort": change(func(state any) any {
		s := append(structure(nil), state.(structure)...)
		sort.Slice(s, func(i, j int) bool { return s[i].name < s[j].name })
		return s
	}),
	"reverse": change(func(state any) any {
		s := structure{}
		for _, f := range state.(structure) {
			s = append(structure{f}, s...)
		}
		return s
	}),
	"rotate": func(state any, n string) (any, error) { // the struct's fields were moved
		s, by := state.(structure), len(n)
		return append(append(structure{}, s[by:]...), s[:by]...), nil
	},
	"sprint": change(func(state any) any { return each(state, func(v any) any { return fmt.Sprint(v) }) }),
	"string": func(state any, name string) (any, error) {
		return field(state, name, func(v any) any { return fmt.Sprint(v) })
	},
	"atoi": func(state any, name string) (any, error) {
		return field(state, name, func(v any) any {
			i, err := strconv.Atoi(v.(string))
			if err != nil {
				return v
			}
			return i
		})
	},
	"two-decimals": func(state any, name string) (any, error) {
		return field(state, name, func(v any) any { return json.Number(fmt.Sprintf("%.2f", number(v))) })
	},
	"exponent": func(state any, name string) (any, error) {
		return field(state, name, func(v any) any { return json.Number(strconv.FormatFloat(number(v), 'e', -1, 64)) })
	},
	"omitempty": func(state any, _ string) (any, error) { return structOf(state.(structure), true), nil },
	"skip-nil":  change(func(state any) any { return kept(state, func(v any) bool { return v != nil }) }),
	"delete": func(state any, name string) (any, error) {
		s := structure{}
		for _, f := range state.(structure) {
			if f.name != name {
				s = append(s, f)
			}
		}
		return s, nil
	},
	"inner-reverse": func(state any, name string) (any, error) {
		return field(state, name, func(v any) any {
			s := slices.Clone(v.(structure))
			slices.Reverse(s)
			return s
		})
	},
	"inner-map": func(state any, name string) (any, error) { return field(state, name, asMap) },
	"marshal-field": func(state any, name string) (any, error) {
		return field(state, name, func(v any) any {
			b, err := json.Marshal(goValue(v))
			if err != nil {
				return err
			}
			return string(b)
		})
	},
	"embed": func(state any, name string) (any, error) { // an embedded struct has its fields at the top
		s := structure{}
		for _, f := range state.(structure) {
			if inner, ok := f.value.(structure); ok && f.name == name {
				s = append(s, inner...)
			} else {
				s = append(s, f)
			}
		}
		return s, nil
	},
	"untagged": change(func(state any) any { // without tags the names are those of the struct
		s := structure{}
		for _, f := range state.(structure) {
			name := ""
			for part := range strings.SplitSeq(f.name, "_") {
				name += strings.ToUpper(part[:1]) + part[1:]
			}
			s = append(s, member{name, f.value})
		}
		return s
	}),
	"add": assigned,
	"set": assigned,
	"now": func(state any, name string) (any, error) {
		now++
		return field(state, name, func(any) any { return strconv.FormatInt(now-1, 10) })
	},
	"now-int": func(state any, name string) (any, error) {
		now++
		return field(state, name, func(any) any { return now - 1 })
	},
	"trim-space":   ofString(strings.TrimSpace),
	"lower":        ofString(strings.ToLower),
	"upper":        ofString(strings.ToUpper),
	"phone-digits": ofString(func(s string) string { return strings.TrimPrefix(s, "+") }),
	"phone-plus":   ofString(func(s string) string { return "+" + s }),
	"url-trim":     ofString(func(s string) string { return strings.TrimSuffix(s, "/") }),
	"url-slash":    ofString(func(s string) string { return s + "/" }),
	"escape-html":  ofString(html.EscapeString),
	"template":     func(state any, name string) (any, error) { return assigned(state, name+`="{{`+name+`}}"`) },
	"seek-zero":    seek,
	"wrap":         func(state any, name string) (any, error) { return structure{{name, state}}, nil },
	"wrap-list":    change(func(state any) any { return []any{state} }),
	"unwrap":       func(state any, name string) (any, error) { return state.(structure)[0].value, nil },
}

func number(v any) float64 {
	f, err := strconv.ParseFloat(fmt.Sprint(v), 64)
	if err != nil {
		panic(err)
	}
	return f
}

var writingIt = map[string]step{
	"json": func(state any, _ string) (any, error) {
		b, err := json.Marshal(goValue(state))
		return string(b), err
	},
	"indent": func(state any, by string) (any, error) {
		n, err := strconv.Atoi(by)
		if err != nil {
			return nil, err
		}
		b, err := json.MarshalIndent(goValue(state), "", strings.Repeat(" ", n))
		return string(b), err
	},
	"indent-tab": func(state any, _ string) (any, error) {
		b, err := json.MarshalIndent(goValue(state), "", "\t")
		return string(b), err
	},
	"encoder": func(state any, _ string) (any, error) { return encode(state, func(*json.Encoder) {}) },
	"encoder-no-html": func(state any, _ string) (any, error) {
		return encode(state, func(e *json.Encoder) { e.SetEscapeHTML(false) })
	},
	"encoder-no-html-trimmed": func(state any, _ string) (any, error) {
		s, err := encode(state, func(e *json.Encoder) { e.SetEscapeHTML(false) })
		return strings.TrimSpace(s.(string)), err
	},
	"values": change(func(state any) any { return values(state).Encode() }),
	"query-escape-pairs": change(func(state any) any {
		return pairs(state, func(n, v string) string { return n + "=" + url.QueryEscape(v) })
	}),
	"path-escape-pairs": change(func(state any) any {
		return pairs(state, func(n, v string) string { return n + "=" + url.PathEscape(v) })
	}),
	"join-pairs": change(func(state any) any { return pairs(state, func(n, v string) string { return n + "=" + v }) }),
	"nil-map": func(any, string) (any, error) { // declared, never filled
		var data map[string]any
		b, err := json.Marshal(data)
		return string(b), err
	},
	"error-ignored": func(any, string) (any, error) {
		b, _ := json.Marshal(math.NaN())
		return string(b), nil
	},
	"sprint-all": change(func(state any) any { return fmt.Sprint(asMap(state)) }),
}

var theBytes = map[string]step{
	"json-again": func(state any, _ string) (any, error) {
		b, err := json.Marshal(text(state))
		return string(b), err
	},
	"json-bytes": func(state any, _ string) (any, error) { // []byte becomes base64 in quotes
		b, err := json.Marshal(octets(state))
		return string(b), err
	},
	"quote":             onText(strconv.Quote),
	"base64-body":       onText(func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }),
	"hex-body":          onText(func(s string) string { return hex.EncodeToString([]byte(s)) }),
	"query-escape-body": onText(url.QueryEscape),
	"println":           onText(func(s string) string { return fmt.Sprintln(s) }),
	"crlf":              onText(func(s string) string { return s + "\r\n" }),
	"blank":             onText(func(s string) string { return s + " " }),
	"bom":               onText(func(s string) string { return "\ufeff" + s }),
	"html-body":         onText(html.EscapeString),
	"unescape-html":     onText(strings.NewReplacer(`\u0026`, "&", `\u003c`, "<", `\u003e`, ">").Replace),
	"no-backslashes":    onText(func(s string) string { return strings.ReplaceAll(s, `\`, "") }),
	"compact": func(state any, _ string) (any, error) {
		var b bytes.Buffer
		err := json.Compact(&b, octets(state))
		return b.String(), err
	},
	"sprint-bytes": func(state any, _ string) (any, error) { return fmt.Sprint(octets(state)), nil },
	"no-blanks":    onText(func(s string) string { return strings.Join(strings.Fields(s), "") }),
	"text":         func(_ any, other string) (any, error) { return other, nil },
}

var theSignature = map[string]step{
	"digest-raw": func(state any, hash string) (any, error) { return digest(state, hash), nil },
	"digest-hex": func(state any, hash string) (any, error) { return hex.EncodeToString(digest(state, hash)), nil },
	"digest-HEX": func(state any, hash string) (any, error) { return fmt.Sprintf("%X", digest(state, hash)), nil },
	"digest-base64": func(state any, hash string) (any, error) {
		return base64.StdEncoding.EncodeToString(digest(state, hash)), nil
	},
	"sign": func(state any, hash string) (any, error) {
		return rsa.SignPKCS1v15(rand.Reader, key, hashes[hash], digest(state, hash))
	},
	"hmac": func(state any, _ string) (any, error) {
		h := hmac.New(sha256.New, []byte("secret"))
		h.Write(octets(state))
		return h.Sum(nil), nil
	},
	"sign-unnamed": func(state any, hash string) (any, error) { // crypto.Hash(0)
		return rsa.SignPKCS1v15(rand.Reader, key, 0, digest(state, hash))
	},
	"sign-message": func(state any, _ string) (any, error) { return rsa.SignPKCS1v15(rand.Reader, key, 0, octets(state)) },
	"sign-pss": func(state any, argument string) (any, error) {
		hash, salt, _ := strings.Cut(argument, ",")
		length, err := strconv.Atoi(salt)
		if err != nil {
			return nil, err
		}
		return rsa.SignPSS(rand.Reader, key, hashes[hash], digest(state, hash), &rsa.PSSOptions{SaltLength: length})
	},
}

var theHeader = map[string]step{
	"base64":         onText(func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }),
	"base64-raw":     onText(func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) }),
	"base64url":      onText(func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) }),
	"base64url-raw":  onText(func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }),
	"hex":            onText(func(s string) string { return hex.EncodeToString([]byte(s)) }),
	"HEX":            onText(func(s string) string { return fmt.Sprintf("%X", s) }),
	"to-valid-utf8":  onText(func(s string) string { return strings.ToValidUTF8(s, "\ufffd") }),
	"runes":          onText(func(s string) string { return string([]rune(s)) }),
	"latin1":         onText(func(s string) string { return latin1([]byte(s)) }),
	"pem":            func(state any, _ string) (any, error) { return pemLines(octets(state)), nil },
	"query-escape":   onText(url.QueryEscape),
	"query-unescape": func(state any, _ string) (any, error) { return url.QueryUnescape(text(state)) },
	"form": func(state any, _ string) (any, error) {
		v, err := url.ParseQuery("sign=" + text(state))
		return v.Get("sign"), err
	},
	"sprintf-q": onText(func(s string) string { return fmt.Sprintf("%q", s) }),
	"header":    onText(func(s string) string { return "Sign: " + s }),
	"bearer":    onText(func(s string) string { return "Bearer " + s }),
	"slice": func(state any, length string) (any, error) {
		n, err := strconv.Atoi(length)
		return text(state)[:n], err
	},
	"html-template": func(state any, _ string) (any, error) {
		var b bytes.Buffer
		err := template.Must(template.New("").Parse("{{.}}")).Execute(&b, text(state))
		return b.String(), err
	},
	"reversed": func(state any, _ string) (any, error) {
		b := slices.Clone(octets(state))
		slices.Reverse(b)
		return b, nil
	},
	"big-int":       onText(func(s string) string { return string(new(big.Int).SetBytes([]byte(s)).Bytes()) }),
	"big-int-text":  onText(func(s string) string { return new(big.Int).SetBytes([]byte(s)).Text(16) }),
	"append-zero":   onText(func(s string) string { return s + "\x00" }),
	"twice":         onText(func(s string) string { return s + ", " + s }), // Header.Add instead of Set, as a proxy joins them
	"print-bytes":   func(state any, _ string) (any, error) { return fmt.Sprint(octets(state)), nil },
	"decode-buffer": onText(func(s string) string { return s + "==" }),
	"empty":         func(any, string) (any, error) { return "", nil },
}

func latin1(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// pemLines is the body of a PEM block: lines of 64.
func pemLines(b []byte) string {
	lines := strings.Split(string(pem.EncodeToMemory(&pem.Block{Type: "SIGNATURE", Bytes: b})), "\n")
	return strings.Join(lines[1:len(lines)-2], "\n")
}

func find(name string) (step, error) {
	for _, steps := range []map[string]step{theData, writingIt, theBytes, theSignature, theHeader} {
		if s, ok := steps[name]; ok {
			return s, nil
		}
	}
	return nil, fmt.Errorf("go has no step %s", name)
}

func run(input, chain string) (answer []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	now = 1785153600
	var state any
	if state, err = base64.StdEncoding.DecodeString(input); err != nil {
		return nil, err
	}
	for call := range strings.SplitSeq(chain, " | ") {
		name, argument, _ := strings.Cut(call, ":")
		s, err := find(name)
		if err != nil {
			return nil, err
		}
		if state, err = s(state, argument); err != nil {
			return nil, err
		}
	}
	return octets(state), nil
}

func open(file string) (*rsa.PrivateKey, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	k, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	return k.(*rsa.PrivateKey), nil
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	keys := make(map[string]*rsa.PrivateKey)
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if keys[fields[1]] == nil {
			if keys[fields[1]], err = open(filepath.Join(os.Args[1], fields[1]+".pem")); err != nil {
				panic(err)
			}
		}
		key = keys[fields[1]]
		answer, err := run(fields[0], fields[2])
		if err != nil {
			fmt.Fprintf(out, "!%s\n", base64.StdEncoding.EncodeToString([]byte(err.Error())))
			continue
		}
		fmt.Fprintf(out, "=%s\n", base64.StdEncoding.EncodeToString(answer))
	}
}
