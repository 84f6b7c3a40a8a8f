package recipes

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// An axis is where a mistake happens. A combination has one of an axis at most,
// and commits them in this order.
type axis int

const (
	ofValues   axis = iota // the types of values
	ofSpelling             // of numbers
	ofOne                  // value that changes
	ofFields               // that come or go
	ofOrder
	ofWrapping
	ofStyle
	ofLayout // blanks, or another form than JSON
	ofText
	ofEnds
	ofCharset
	ofHash
	ofKey
	ofCarriage // base64 and its kin
	ofWrapper  // what is around its text
)

// A part is a mistake that can be combined with others.
type part struct {
	axis  axis
	cause string
	field string // that it touches; "*": all

	data  string            // a step after decode
	sent  string            // a step after decode, for what is sent
	write map[string]string // the writer in place of the style's
	bytes string            // a step after writing
	hash  string            // digest
	sign  string            // in place of the language's signing
	carry string            // in place of the language's base64
	wrap  string            // behind that
	other bool              // signed with another certificate
}

// A tongue is what a language calls the steps that all languages have.
type tongue struct {
	styles                         []string // writers
	indent                         map[string][]string
	strings, number, remove, nulls string
	spelling                       []string
	orders                         []string
	normal                         string
	template                       string
	change                         []string // step:field
	clock                          [2]string
	form, query, quotes            []string
	again                          string
	escapes                        []string
	newline, crlf, bom             string
	charsets                       []string
	signs                          map[string][]string // cause to signing
	sign, base64                   string
	digests                        []string
	carry, wrap                    map[string][]string
}

func same(writers ...string) map[string][]string {
	return map[string][]string{"json": writers}
}

var tongues = map[string]tongue{
	"php": {
		styles:  []string{"json", "json-slashes", "json-unicode", "json-unescaped"},
		indent:  map[string][]string{"json": {"json-pretty"}, "json-slashes": {"json-pretty-slashes"}, "json-unicode": {"json-pretty-unicode"}, "json-unescaped": {"json-pretty-unescaped"}},
		strings: "strval", number: "int", remove: "unset", nulls: "filter-null", spelling: []string{"number-format"},
		orders: []string{"ksort", "krsort", "reverse", "shuffle:3", "shuffle:8"}, template: "set:%=\"{{%}}\"",
		change: []string{"lower:customer_email", "phone-digits:customer_phone", "phone-plus:customer_phone", "url-slash:success_redirect_url", "url-rtrim:success_redirect_url", "html:desc"},
		clock:  [2]string{"time:order_id", "time-later:order_id"},
		form:   []string{"http-build-query"}, query: []string{"http-build-query-3986", "join-pairs"}, quotes: []string{"var-export"},
		again: "json-again", escapes: []string{"stripslashes", "addslashes"}, newline: "eol", crlf: "crlf", bom: "bom",
		charsets: []string{"iconv:windows-1251", "iconv:UTF-16LE", "iconv:KOI8-R", "utf8-encode"}, sign: "sign:sha1", base64: "base64",
		signs:   map[string][]string{"wrong-hash": {"sign:sha256", "sign:md5", "sign:sha512"}, "no-digest-info": {"digest-raw:sha1 | private-encrypt"}, "raw-message": {"private-encrypt"}},
		digests: []string{"digest-hex:sha1", "digest-raw:sha1", "digest-hex:sha256", "digest-hex:md5", "digest-base64:sha1"},
		carry:   map[string][]string{"sign-base64url": {"base64url", "base64url-unpadded"}, "sign-hex": {"hex"}, "sign-double-base64": {"base64 | base64"}, "sign-line-breaks": {"chunk-split"}, "sign-as-text": {"binary-as-latin1 | base64"}},
		wrap:    map[string][]string{"sign-quoted": {"quote"}, "sign-header-name": {"header", "bearer"}, "sign-percent-encoded": {"urlencode"}, "sign-plus-as-space": {"form"}},
	},
	"node": {
		styles: []string{"json"}, indent: same("indent:2", "indent:4", "indent-tab"),
		strings: "String", number: "number", remove: "delete", nulls: "skip-null", spelling: []string{"to-fixed"},
		orders: []string{"sort", "rsort", "reverse", "move:service", "move-last:amount"}, normal: "normalize:NFD", template: "template:%",
		change: []string{"lower:customer_email", "phone-digits:customer_phone", "phone-plus:customer_phone", "url-strip:success_redirect_url", "escape-html:desc"},
		clock:  [2]string{"now:order_id", "now-later:order_id"},
		form:   []string{"search-params"}, query: []string{"querystring", "join-pairs"},
		again: "json-again", escapes: []string{"escape-slashes"}, newline: "newline", crlf: "crlf", bom: "bom",
		charsets: []string{"buffer:utf16le", "decode-latin1"}, sign: "sign:sha1", base64: "base64",
		signs:   map[string][]string{"wrong-hash": {"sign:sha256", "sign:sha512"}, "no-digest-info": {"digest-raw:sha1 | private-encrypt"}, "pss-padding": {"sign-pss:sha1,20"}, "raw-message": {"private-encrypt"}},
		digests: []string{"digest-hex:sha1", "digest-raw:sha1", "digest-hex:sha256", "digest-base64:sha256"},
		carry:   map[string][]string{"sign-base64url": {"base64url"}, "sign-hex": {"hex"}, "sign-double-base64": {"base64 | base64"}, "sign-line-breaks": {"base64 | lines"}, "sign-as-text": {"latin1 | base64"}},
		wrap:    map[string][]string{"sign-quoted": {"quote"}, "sign-header-name": {"header", "bearer"}, "sign-percent-encoded": {"encode-uri-text"}, "sign-plus-as-space": {"form"}},
	},
	"python": {
		styles:  []string{"json", "json-unicode", "json-compact", "json-compact-unicode"},
		indent:  map[string][]string{"json": {"indent:2", "indent:4", "indent-tab"}, "json-unicode": {"indent-unicode:2", "indent-unicode:4", "indent-tab-unicode"}, "json-compact": {"indent:4", "colon-blank"}, "json-compact-unicode": {"indent-unicode:4"}},
		strings: "str", number: "int", remove: "pop", nulls: "skip-none", spelling: []string{"float", "two-decimals"},
		orders: []string{"sort", "rsort", "reverse", "first:service"}, normal: "normalize:NFD", template: "format-forgotten:%",
		change: []string{"lower:customer_email", "phone-digits:customer_phone", "phone-plus:customer_phone", "url-slash:success_redirect_url", "url-rstrip:success_redirect_url", "html-escape:desc"},
		clock:  [2]string{"time:order_id", "time-later:order_id"},
		form:   []string{"urlencode"}, query: []string{"urlencode-quote", "join-pairs"}, quotes: []string{"str-dict"},
		again: "json-again", escapes: []string{"backslashes", "no-backslashes"}, newline: "newline", crlf: "crlf",
		charsets: []string{"encode:cp1251", "encode:utf-16", "encode:utf-16-le", "encode:koi8-r"}, sign: "sign:sha1", base64: "base64",
		signs:   map[string][]string{"wrong-hash": {"sign:sha256", "sign:md5", "sign:sha384"}, "pss-padding": {"sign-pss:sha1,max", "sign-pss:sha1,20"}},
		digests: []string{"digest-hex:sha1", "digest-raw:sha1", "digest-raw:sha256", "digest-hex:sha256"},
		carry:   map[string][]string{"sign-base64url": {"urlsafe", "urlsafe-unpadded"}, "sign-hex": {"hexlify"}, "sign-double-base64": {"base64 | base64"}, "sign-line-breaks": {"encodebytes"}, "sign-as-text": {"latin1 | base64"}},
		wrap:    map[string][]string{"sign-quoted": {"json-text"}, "sign-header-name": {"header", "bearer"}, "sign-percent-encoded": {"quote"}, "sign-plus-as-space": {"parse-qs"}},
	},
	"java": {
		styles: []string{"json"}, indent: same("pretty"),
		strings: "valueOf", number: "int", remove: "remove", nulls: "skip-null", spelling: []string{"set-scale", "format"},
		orders: []string{"tree-map", "hash-map", "map-of:6", "map-of:7", "map-of:8", "reverse"}, normal: "normalize:NFD", template: "template:%",
		change: []string{"lower:customer_email", "phone-digits:customer_phone", "phone-plus:customer_phone", "url-slash:success_redirect_url", "url-strip:success_redirect_url", "escape-html:desc"},
		clock:  [2]string{"now:order_id", "now-later:order_id"},
		form:   []string{"url-encoder"}, query: []string{"url-encoder-20", "join-pairs"},
		again: "json-again", escapes: []string{"escape-slashes"}, newline: "println", crlf: "crlf", bom: "bom",
		charsets: []string{"get-bytes:windows-1251", "get-bytes:UTF-16", "new-string:ISO-8859-1", "get-bytes:ISO-8859-1"}, sign: "sign:SHA1withRSA", base64: "base64",
		signs:   map[string][]string{"wrong-hash": {"sign:SHA256withRSA", "sign:MD5withRSA"}, "no-digest-info": {"digest-raw:SHA-1 | cipher"}, "pss-padding": {"sign-pss:SHA-1,SHA-1,20"}, "raw-message": {"cipher"}},
		digests: []string{"digest-raw:SHA-1", "digest-hex:SHA-1", "digest-hex:SHA-256", "digest-base64:SHA-1"},
		carry:   map[string][]string{"sign-base64url": {"base64url", "base64url-unpadded"}, "sign-hex": {"hex", "HEX"}, "sign-double-base64": {"base64 | base64"}, "sign-line-breaks": {"mime"}, "sign-as-text": {"new-string-latin1 | base64"}},
		wrap:    map[string][]string{"sign-quoted": {"json-text"}, "sign-header-name": {"header", "bearer"}, "sign-percent-encoded": {"url-encode"}, "sign-plus-as-space": {"url-decode"}},
	},
	"go": {
		styles: []string{"json", "encoder-no-html-trimmed"}, indent: same("indent:2", "indent:4", "indent-tab"),
		strings: "sprint", number: "atoi", remove: "delete", nulls: "skip-nil", spelling: []string{"two-decimals"},
		orders: []string{"sort", "reverse", "rotate:x", "rotate:xx"}, template: "template:%",
		change: []string{"lower:customer_email", "phone-digits:customer_phone", "phone-plus:customer_phone", "url-slash:success_redirect_url", "url-trim:success_redirect_url", "escape-html:desc"},
		clock:  [2]string{"now:order_id", "now:order_id | now:order_id"},
		form:   []string{"query-escape-pairs"}, query: []string{"join-pairs"},
		again: "json-again", escapes: []string{"no-backslashes"}, newline: "println", crlf: "crlf", bom: "bom", sign: "sign:sha1", base64: "base64",
		signs:   map[string][]string{"wrong-hash": {"sign:sha256", "sign:sha224"}, "no-digest-info": {"sign-unnamed:sha1"}, "pss-padding": {"sign-pss:sha1,20"}, "raw-message": {"sign-message"}},
		digests: []string{"digest-raw:sha1", "digest-hex:sha1", "digest-hex:sha256"},
		carry:   map[string][]string{"sign-base64url": {"base64url", "base64url-raw"}, "sign-hex": {"hex", "HEX"}, "sign-double-base64": {"base64 | base64"}, "sign-line-breaks": {"pem"}, "sign-as-text": {"latin1 | base64"}},
		wrap:    map[string][]string{"sign-quoted": {"sprintf-q"}, "sign-header-name": {"header", "bearer"}, "sign-percent-encoded": {"query-escape"}, "sign-plus-as-space": {"query-unescape"}},
	},
	"ruby": {
		styles: []string{"json", "rails"}, indent: same("pretty"),
		strings: "to_s", number: "to_i", remove: "except", nulls: "compact", spelling: []string{"to_f", "two-decimals"},
		orders: []string{"sort", "rsort", "reverse"}, normal: "normalize:nfd", template: "set:%=\"{{%}}\"",
		change: []string{"downcase:customer_email", "phone-digits:customer_phone", "phone-plus:customer_phone", "url-chomp:success_redirect_url", "html:desc"},
		clock:  [2]string{"time:order_id", "time-later:order_id"},
		form:   []string{"encode_www_form"}, query: []string{"join-pairs"},
		again: "json-again", newline: "puts", crlf: "crlf", bom: "bom", charsets: []string{"encode:windows-1251", "encode:UTF-16BE", "as-latin1"}, sign: "sign:SHA1", base64: "strict_encode64",
		signs:   map[string][]string{"wrong-hash": {"sign:SHA256"}, "no-digest-info": {"digest-raw:SHA1 | private_encrypt"}, "raw-message": {"private_encrypt"}},
		digests: []string{"digest-hex:SHA1", "digest-raw:SHA1", "digest-hex:SHA256"},
		carry:   map[string][]string{"sign-base64url": {"urlsafe_encode64", "urlsafe-unpadded"}, "sign-hex": {"hex"}, "sign-double-base64": {"strict_encode64 | strict_encode64"}, "sign-line-breaks": {"encode64"}, "sign-as-text": {"latin1 | strict_encode64"}},
		wrap:    map[string][]string{"sign-quoted": {"inspect"}, "sign-header-name": {"header", "bearer"}, "sign-percent-encoded": {"escape"}, "sign-plus-as-space": {"unescape"}},
	},
}

// parts are all mistakes that can be made of these data in this tongue.
func (t tongue) parts(r *rand.Rand, d drawn) []part {
	var list []part
	add := func(a axis, cause, field string, p part) {
		p.axis, p.cause, p.field = a, cause, field
		list = append(list, p)
	}
	pick := func(of []string) string { return of[r.IntN(len(of))] }
	quoted := func(name string) bool { return strings.HasPrefix(d.values[name], `"`) }
	orderNumber, _ := strconv.Unquote(d.values["order_id"])
	_, notNumber := strconv.Atoi(orderNumber)

	if !strings.Contains(d.text(), "null") {
		add(ofValues, "value-types", "*", part{data: t.strings})
	}
	if !quoted("amount") {
		add(ofValues, "value-types", "amount", part{data: "string:amount"})
	} else if notNumber == nil {
		add(ofValues, "value-types", "order_id", part{data: t.number + ":order_id"})
	}
	for _, step := range t.spelling { // each is for a number, or for a string
		if ofString := slices.Contains([]string{"number-format", "to-fixed", "two-decimals", "format"}, step) && !strings.HasPrefix(t.orders[2], "rotate"); ofString == quoted("amount") {
			add(ofSpelling, "number-spelling", "amount", part{data: step + ":amount"})
		}
	}
	change := pick(t.change)
	if _, name, _ := strings.Cut(change, ":"); quoted(name) {
		add(ofOne, "field-changed", name, part{data: change})
	}
	add(ofOne, "field-changed", "order_id", part{data: t.clock[0], sent: t.clock[1]})
	name := pick([]string{"order_id", "amount", "customer_ip"})
	if d.has(name) {
		add(ofOne, "placeholder", name, part{data: strings.ReplaceAll(t.template, "%", name)})
	}
	if t.normal != "" {
		add(ofOne, "unicode-normalization", "*", part{data: t.normal})
	}
	if name := pick(d.names[1:]); d.values[name] != "null" {
		add(ofFields, "added-fields", name, part{data: t.remove + ":" + name})
	}
	if !d.has("notification_endpoint_id") {
		add(ofFields, "missing-fields", "notification_endpoint_id", part{data: "add:notification_endpoint_id=5"})
	}
	if strings.Contains(d.text(), "null") {
		add(ofFields, "null-fields", "*", part{data: t.nulls})
	}
	if order := pick(t.orders); len(d.names) <= 8 || !strings.ContainsAny(order, ":-") || order == "tree-map" {
		add(ofOrder, "key-order", "", part{data: order})
	}
	add(ofWrapping, "nested-wrapper", "", part{data: pick([]string{"wrap:data", "wrap-list"})})
	write := make(map[string]string)
	for _, style := range t.styles {
		if layouts := t.indent[style]; layouts != nil {
			write[style] = pick(layouts)
		} else {
			write[style] = "none"
		}
	}
	add(ofStyle, "other-style", "", part{})
	add(ofLayout, "whitespace", "", part{write: write})
	for cause, writers := range map[string][]string{"form-encoded": t.form, "query-string": t.query, "single-quotes": t.quotes} {
		if len(writers) > 0 && d.flat() {
			every := make(map[string]string)
			writer := writers[len(d.names)%len(writers)]
			for _, style := range t.styles {
				every[style] = writer
			}
			add(ofLayout, cause, "", part{write: every})
		}
	}
	add(ofText, "double-encoded", "", part{bytes: t.again})
	add(ofText, "base64-body", "", part{bytes: pick([]string{"base64-body", "base64-body", "hex-body"})})
	if len(t.escapes) > 0 {
		add(ofText, "escapes", "", part{bytes: pick(t.escapes)})
	}
	add(ofEnds, "trailing-newline", "", part{bytes: t.newline})
	add(ofEnds, "trailing-newline", "", part{bytes: t.crlf})
	if t.bom != "" {
		add(ofEnds, "byte-order-mark", "", part{bytes: t.bom})
	}
	if len(t.charsets) > 0 {
		add(ofCharset, "charset", "", part{bytes: pick(t.charsets)})
	}
	add(ofHash, "hashed-twice", "", part{hash: pick(t.digests)})
	for cause, signs := range t.signs {
		add(ofHash, cause, "", part{sign: signs[len(d.text())%len(signs)]})
	}
	add(ofKey, "wrong-key-known", "", part{other: true})
	for cause, chains := range t.carry {
		add(ofCarriage, cause, "", part{carry: chains[len(d.text())%len(chains)]})
	}
	for cause, chains := range t.wrap {
		add(ofWrapper, cause, "", part{wrap: chains[len(d.text())%len(chains)]})
	}
	// Maps are walked in any order: put it right, so that a seed gives one list.
	slices.SortStableFunc(list, func(a, b part) int {
		if a.axis != b.axis {
			return int(a.axis - b.axis)
		}
		return strings.Compare(a.cause+a.data+a.bytes, b.cause+b.data+b.bytes)
	})
	return list
}
