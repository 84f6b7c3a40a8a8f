package diagnosis

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var doubleEncoded = Cause{
	Code:   "double-encoded",
	Title:  "JSON inside JSON",
	Looks:  "One of the two is the other as a JSON string, with quotes around it and backslashes before its quotes.",
	Why:    "The string was encoded once more on one side, which makes other bytes of it.",
	Fix:    "Encode once: what json_encode or JSON.stringify has returned is the body.",
	Resend: "Encode once: send the string that was signed, as it is; what json_encode or JSON.stringify has returned is the body.",
	Fixes: []Fix{
		{"PHP", "json_encode of what is a string already puts quotes around it. In Guzzle and Laravel use 'body', not 'json', for the string.", "$client->post($url, ['body' => $data, 'headers' => $headers]);"},
		{"JavaScript", "axios and fetch take the string as it is: no second JSON.stringify.", "fetch(url, { method: 'POST', headers, body: dataStr });"},
		{"Python", "json= encodes once more: use data= with the bytes.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
	},
	bytes: []step{
		quoted("What was signed is the body as a JSON string, as PHP's json_encode writes it.", "php"),
		quoted("What was signed is the body as a JSON string, as JSON.stringify writes it.", "node"),
		quoted("What was signed is the body as a JSON string, as Python's json.dumps writes it.", "python"),
		quoted("What was signed is the body as a JSON string, as Go's json.Marshal writes it.", "go"),
		quoted("What was signed is the body as a JSON string, as PHP's json_encode writes it with JSON_UNESCAPED_UNICODE.", "php-unescaped-unicode"),
	},
	undone: []step{
		mapped("What was sent is the signed body as a JSON string.", func(t string) (string, bool) {
			if !strings.HasPrefix(strings.TrimSpace(t), `"`) {
				return "", false
			}
			v, err := body.Parse([]byte(t))
			if err != nil || v.Kind() != body.String {
				return "", false
			}
			return v.Text(), true
		}),
	},
	values: func(v value, emit func(variant)) {
		switch v.Kind() {
		case body.Object, body.Array:
			for _, style := range []string{"php", "node", "python"} {
				if out, err := body.Append(nil, v.Value, style); err == nil {
					emit(variant{value: body.NewString(string(out)), what: "It was signed as a string of JSON.", rank: seldom})
				}
			}
		case body.String:
			if t := v.Text(); strings.HasPrefix(t, "{") || strings.HasPrefix(t, "[") {
				if inner, err := body.Parse([]byte(t)); err == nil {
					emit(variant{value: inner, what: "It was signed as JSON, and sent as a string of it.", rank: seldom})
				}
			}
		}
	},
}

func quoted(what, style string) step {
	w, err := body.NewWriter(style, body.Layout{})
	return step{what: what, apply: func(dst, text []byte) ([]byte, bool) {
		if err != nil || !validUTF8(text) {
			return dst, false
		}
		return w.AppendString(dst, string(text)), true
	}, each: func(dst, piece []byte) []byte {
		inner := w.AppendString(nil, string(piece))
		return append(dst, inner[1:len(inner)-1]...)
	}}
}

var base64Body = Cause{
	Code:   "base64-body",
	Title:  "The body in base64 or hex",
	Looks:  "One of the two is the other in base64 or in hex.",
	Why:    "The signature covers the bytes that it was given, and their text form is other bytes.",
	Fix:    "Sign the JSON itself, and send the JSON itself; only the signature goes into base64.",
	Resend: "Send the JSON that was signed, as it is, as the body; only the signature goes into base64.",
	Fixes: []Fix{
		{"PHP", "base64_encode is for $sign alone.", "openssl_sign($data, $sign, $privateKey);\n$sign = base64_encode($sign);"},
		{"JavaScript", "'base64' is for the signature alone.", "signer.update(dataStr);"},
		{"Python", "b64encode is for the signature alone.", "signature = private_key.sign(data_bytes, padding.PKCS1v15(), hashes.SHA1())"},
	},
	bytes: []step{
		mapped("What was signed is the body in base64.", func(t string) (string, bool) { return base64.StdEncoding.EncodeToString([]byte(t)), true }),
		mapped("What was signed is the body in base64 for URLs.", func(t string) (string, bool) { return base64.URLEncoding.EncodeToString([]byte(t)), true }),
		mapped("What was signed is the body in base64 for URLs, without = at its end.", func(t string) (string, bool) { return base64.RawURLEncoding.EncodeToString([]byte(t)), true }),
		mapped("What was signed is the body in base64, without = at its end.", func(t string) (string, bool) { return base64.RawStdEncoding.EncodeToString([]byte(t)), true }),
		mapped("What was signed is the body in base64, in lines of 76 that end with CR LF.", func(t string) (string, bool) { return inLines(t, 76, "\r\n", true), true }),
		mapped("What was signed is the body in base64, in lines of 76.", func(t string) (string, bool) { return inLines(t, 76, "\n", true), true }),
		mapped("What was signed is the body in base64, in lines of 60.", func(t string) (string, bool) { return inLines(t, 60, "\n", true), true }),
		mapped("What was signed is the body in base64, in lines of 64.", func(t string) (string, bool) { return inLines(t, 64, "\n", true), true }),
		{what: "What was signed is the body in hex.", each: hex.AppendEncode, apply: func(dst, text []byte) ([]byte, bool) { return hex.AppendEncode(dst, text), true }},
		mapped("What was signed is the body in base64 as a JSON string, as Go's json.Marshal writes []byte.", func(t string) (string, bool) { return `"` + base64.StdEncoding.EncodeToString([]byte(t)) + `"`, true }),
		mapped("What was signed is the body in hex, in capitals.", func(t string) (string, bool) { return strings.ToUpper(hex.EncodeToString([]byte(t))), true }),
	},
	undone: []step{
		mapped("What was sent is the signed body in base64.", func(t string) (string, bool) {
			t = fromBase64URL.Replace(strings.TrimRight(t, "=\r\n"))
			out, err := base64.RawStdEncoding.DecodeString(t)
			return string(out), err == nil && len(out) > 0
		}),
		mapped("What was sent is the signed body in base64 as a JSON string, as Go's json.Marshal writes []byte.", func(t string) (string, bool) {
			t = strings.TrimSpace(t)
			if len(t) < 3 || t[0] != '"' || t[len(t)-1] != '"' {
				return "", false
			}
			out, err := base64.StdEncoding.DecodeString(t[1 : len(t)-1])
			return string(out), err == nil && len(out) > 0
		}),
		mapped("What was sent is the signed body in hex.", func(t string) (string, bool) {
			out, err := hex.DecodeString(strings.TrimSpace(t))
			return string(out), err == nil && len(out) > 0
		}),
	},
}

func inLines(text string, width int, end string, last bool) string {
	t := base64.StdEncoding.EncodeToString([]byte(text))
	out := make([]byte, 0, len(t)+len(t)/width*2+2)
	for len(t) > width {
		out = append(append(out, t[:width]...), end...)
		t = t[width:]
	}
	out = append(out, t...)
	if last {
		out = append(out, end...)
	}
	return string(out)
}

var nestedWrapper = Cause{
	Code:   "nested-wrapper",
	Title:  "An object around the data on one side",
	Looks:  "One of the two is {\"data\": …} or [ … ] around the other.",
	Why:    "What stands around the data is bytes of the body.",
	Fix:    "AliKassa takes the fields at the top of the object: sign that object, and send the string that you signed.",
	Resend: "Send the object that was signed, as it is, with nothing around it: AliKassa takes the fields at the top of the object.",
	Fixes: []Fix{
		{"PHP", "Sign what is sent, not $request['data'] of it.", "$data = json_encode($data);"},
		{"JavaScript", "axios.post takes the body itself as its second argument, not { data: … }.", "axios.post(url, dataStr, { headers });"},
	},
	bytes:  wrappers(),
	undone: unwrappers(),
	lists: func(d *data, emit func(edit)) {
		if d.within != "" {
			return
		}
		for i, name := range wrapperNames {
			r := seldom
			if i == 0 {
				r = likely
			}
			emit(edit{rank: r, changes: []change{{what: "What was signed has {\"" + name + "\": …} around the body."}}, all: wrapped(name)})
		}
		for _, m := range d.members {
			if m.value.Kind() != body.Object || m.value.Len() == 0 || m.value.Len() > maxInside {
				continue
			}
			inner := d.inside(m).members
			emit(edit{changes: []change{{field: m.name, what: "Its fields were signed in its place."}}, all: spread(m, inner, false)})
			emit(edit{changes: []change{{field: m.name, what: "Its fields were signed at the end, not inside it."}}, all: spread(m, inner, true)})
		}
	},
	// What was taken out of a nested object, such as extra: fields that stand together.
	far: func(d *data, emit func(edit)) {
		if len(d.members) > maxInside || d.within != "" {
			return
		}
		n := len(d.members)
		for _, name := range slices.Sorted(maps.Keys(d.table.nested)) {
			for i := range n {
				for j := i + 1; j <= n && j-i < n; j++ {
					made := nest(name, d.members[i:j])
					told := []change{{field: names(d.members[i:j]), what: "Signed inside " + name + ", and sent beside it."}}
					for at := range n - (j - i) + 1 {
						if at != i && j != n {
							continue // what stands at the end may have been anywhere
						}
						emit(edit{rank: farther, changes: told, all: func(list []*member) []*member {
							rest := slices.Concat(list[:i], list[j:])
							return slices.Insert(rest, at, made)
						}})
					}
				}
			}
		}
	},
}

// spread returns the edit that puts what is in a member in its place, or at the end.
func spread(m *member, inner []*member, last bool) func([]*member) []*member {
	return func(list []*member) []*member {
		at := slices.Index(list, m)
		if at < 0 {
			return nil
		}
		rest := slices.Delete(slices.Clone(list), at, at+1)
		if last {
			at = len(rest)
		}
		return slices.Insert(rest, at, inner...)
	}
}

// nest makes an object of members.
func nest(name string, members []*member) *member {
	names := make([]string, len(members))
	values := make([]*body.Value, len(members))
	for i, m := range members {
		names[i], values[i] = m.name, m.value
	}
	return &member{name: name, value: body.NewObject(names, values)}
}

// wrapped returns the edit that puts all members into an object in the object.
func wrapped(name string) func([]*member) []*member {
	return func(list []*member) []*member {
		if slices.ContainsFunc(list, func(m *member) bool { return m.value == nil }) {
			return nil
		}
		return []*member{nest(name, list)}
	}
}

var wrapperNames = []string{"data", "params", "request", "payload", "body", "json", "payment", "order", "message", "input", "content", "result", "0"}

func wrappers() []step {
	isJSON := func(text []byte) bool {
		return len(text) > 0 && (text[0] == '{' || text[0] == '[')
	}
	around := func(what, open, closing string) step {
		return step{what: what, apply: func(dst, text []byte) ([]byte, bool) {
			if !isJSON(text) {
				return dst, false
			}
			return append(append(append(dst, open...), text...), closing...), true
		}}
	}
	var steps []step
	for _, name := range wrapperNames {
		what := "What was signed has {\"" + name + "\": …} around the body."
		steps = append(steps, around(what, `{"`+name+`":`, "}"), around(what, `{"`+name+`": `, "}"))
	}
	return append(steps, around(inList, "[", "]"))
}

const inList = "What was signed is an array with the body in it."

func unwrappers() []step {
	inside := func(what string, find func(v *body.Value) *body.Value) step {
		return step{what: what, apply: func(dst, text []byte) ([]byte, bool) {
			if len(text) > maxSearched || !bytes.Contains(text, []byte(":{")) && !bytes.Contains(text, []byte(": {")) && !bytes.HasPrefix(text, []byte("[")) {
				return dst, false
			}
			v, err := body.Parse(bytes.TrimPrefix(text, []byte("\uFEFF")))
			if err != nil {
				return dst, false
			}
			inner := find(v)
			if inner == nil {
				return dst, false
			}
			return append(dst, inner.Raw()...), true
		}}
	}
	objectAt := func(n int) func(v *body.Value) *body.Value {
		return func(v *body.Value) *body.Value {
			if v.Kind() != body.Object {
				return nil
			}
			skip := n
			for _, m := range v.Members() {
				if m.Kind() == body.Object {
					if skip == 0 {
						return m
					}
					skip--
				}
			}
			return nil
		}
	}
	return []step{
		inside("What was signed is the inside of the object that was sent.", objectAt(0)),
		inside("What was signed is the inside of the object that was sent.", objectAt(1)),
		inside("What was signed is the inside of the array that was sent.", func(v *body.Value) *body.Value {
			if v.Kind() == body.Array && v.Len() > 0 {
				return v.Item(0)
			}
			return nil
		}),
	}
}

var hashedTwice = Cause{
	Code:  "hashed-twice",
	Title: "A digest signed as the message",
	Looks: "What was signed is not the body but a digest of it, which the signing function has hashed once more.",
	Why:   "The functions of the samples hash by themselves: given a digest, they sign the digest of the digest.",
	Fix:   "Give the body itself to the signing function, without hashing it first.",
	Fixes: []Fix{
		{"PHP", "No sha1() or hash() before openssl_sign.", "openssl_sign($data, $sign, $privateKey);"},
		{"JavaScript", "No createHash before createSign.", "signer.update(dataStr);"},
		{"Python", "No hashlib before sign; for a digest there is Prehashed.", "signature = private_key.sign(data_bytes, padding.PKCS1v15(), hashes.SHA1())"},
		{"Java", "No MessageDigest before Signature; SHA1withRSA hashes.", "sig.update(dataStr.getBytes(StandardCharsets.UTF_8));"},
		{"Go", "SignPKCS1v15 takes one digest: sha1.Sum of the body.", "hash := sha1.Sum(dataBytes)"},
	},
	bytes: digestSteps(),
}

func digestSteps() []step {
	var steps []step
	for i := range hashings[:6] {
		h := &hashings[i]
		for _, f := range []struct {
			what   string
			append func(dst, digest []byte) []byte
		}{
			{"in hex", hex.AppendEncode},
			{"as bytes", func(dst, digest []byte) []byte { return append(dst, digest...) }},
			{"in base64", base64.StdEncoding.AppendEncode},
			{"in hex, in capitals", func(dst, digest []byte) []byte {
				return append(dst, bytes.ToUpper(hex.AppendEncode(nil, digest))...)
			}},
		} {
			steps = append(steps, step{what: "What was signed is the " + h.name + " of the body, " + f.what + ".", apply: func(dst, text []byte) ([]byte, bool) {
				return f.append(dst, h.digest(text)), true
			}})
		}
	}
	for _, i := range []int{0, 1, 2} {
		h := &hashings[i]
		steps = append(steps, step{what: "What was signed is what " + strings.ToLower(strings.ReplaceAll(h.name, "-", "")) + "sum prints of the body.", apply: func(dst, text []byte) ([]byte, bool) {
			return append(hex.AppendEncode(dst, h.digest(text)), "  -\n"...), true
		}})
	}
	return steps
}

var emptyBody = Cause{
	Code:   "empty-body",
	Title:  "Nothing signed or sent, or not the data",
	Looks:  "What was signed, or what was sent, is empty, or a word like Array, null or [object Object].",
	Why:    "The variable that was signed or sent did not hold the body: a wrong name, a failed json_encode, or an object turned into text.",
	Fix:    "Look at the string just before it is signed and just before it is sent, and check the errors of what makes it.",
	Resend: "Turn the data into JSON once (JSON.stringify, json_encode), and send the string that was signed: look at the variable just before it is sent, at its name, and at the errors of what fills it.",
	Fixes: []Fix{
		{"PHP", "An array given to openssl_sign becomes \"Array\"; json_encode gives false on a wrong encoding.", "$data = json_encode($data, JSON_THROW_ON_ERROR);"},
		{"JavaScript", "An object turned into a string is [object Object].", "const dataStr = JSON.stringify(data);"},
	},
	bytes: constants(notBodies...),
}

// sentInstead tells what is certain of a body that plainly is none, whatever was
// signed.
func sentInstead(sent []byte) []change {
	if multipartForm(string(sent)) != nil {
		return []change{{cause: &formEncoded, undone: true, what: "You sent multipart/form-data, not the JSON: give the HTTP client the JSON text, not the fields."}}
	}
	text := strings.Trim(strings.TrimPrefix(string(sent), "\uFEFF"), around)
	bare := strings.Trim(text, `"'`)
	what := ""
	switch {
	case text == "":
		what = "You sent an empty body, not the JSON: the variable that was sent is empty, or the client was given the body under another name."
	case strings.HasPrefix(bare, "@") && len(bare) > 1 && !strings.ContainsAny(bare, "{}\n"):
		what = "You sent the text " + shorten(text, 60) + ", not the JSON: the file of that name was not read. curl reads it with --data-binary @file, not with --data-raw."
	case strings.HasPrefix(bare, "[object ") && strings.HasSuffix(bare, "]"):
		what = "You sent the text " + shorten(text, 60) + ", not the JSON: an object was turned into text without JSON.stringify."
	case bare == "Array" || bare == "array":
		what = "You sent the text " + text + ", not the JSON: an array was turned into text without json_encode."
	case text == "{}" || text == "[]":
		return nil // it is the body of a balance
	case isNotBody(bare):
		what = "You sent the text " + shorten(text, 60) + ", not the JSON: the variable that was sent does not hold it."
	default:
		return nil
	}
	return []change{{cause: &emptyBody, undone: true, what: what}}
}

func isNotBody(text string) bool {
	for _, t := range notBodies {
		if t != "1" && t != "0" && strings.EqualFold(text, strings.TrimSpace(t)) {
			return true
		}
	}
	return body.IsNumber(text)
}

// notBodies are what stands where a body should be.
var notBodies = []string{"", "null", "[]", "{}", "Array", "[object Object]", "undefined", "false", "true", "None", "nil", `""`, "1", "0", "<nil>", "Object",
	"[null]", "[[]]", "[{}]", "[ ]", "{ }", "map[]", "array", "NaN", " ", "\n", "\r\n", "[object Promise]", "[object FormData]", "[object Blob]", "[object ArrayBuffer]",
	"data", "$data", "${data}", "{{data}}", "body", "$body", "${body}", "{{body}}", "json", "$json", "payload", "$payload", "request", "$request", "dataStr", "$dataStr", "%s"}

func constants(texts ...string) []step {
	steps := make([]step, len(texts))
	for i, t := range texts {
		what := "What was signed is " + t + "."
		if t == "" {
			what = "What was signed is nothing at all."
		}
		steps[i] = step{what: what, alone: true, apply: func(dst, _ []byte) ([]byte, bool) { return append(dst, t...), true }}
	}
	return steps
}

// fromBase64URL writes base64 on one line, in the standard alphabet.
var fromBase64URL = strings.NewReplacer("\r", "", "\n", "", "-", "+", "_", "/")
