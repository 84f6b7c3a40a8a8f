// Package headers holds the security headers of the page, which every server of
// it sends: web/serve itself, and Cloudflare out of a _headers file.
package headers

import (
	"regexp"
	"strings"
)

// Policy is the page's Content-Security-Policy: nothing from elsewhere, no
// inline code or styles, WebAssembly but no eval, and no way to send a form.
var Policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	"img-src 'self' data:",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types lit-html alikassa-worker",
}, "; ")

// Immutable is the Cache-Control of files whose names change with the content.
const Immutable = "public, max-age=31536000, immutable"

// Strict lists what stands on every answer, errors included. The opener policy
// is for trustworthy origins alone: browsers complain of it elsewhere.
var Strict = []struct{ Name, Value string }{
	{"Content-Security-Policy", Policy},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}

// OpenerPolicy is the value of Cross-Origin-Opener-Policy.
const OpenerPolicy = "same-origin"

// hash is what the build puts at the end of most names below assets/ and
// lib/element/: eight characters of base64url, of the file's content.
var hash = regexp.MustCompile(`^(?:assets|lib/element)/[^/]*-([\w-]{8})\.\w+$`)

// Hashed reports whether a name changes with the content. Eight small letters
// may be a word, so that these are taken for none.
func Hashed(name string) bool {
	found := hash.FindStringSubmatch(name)
	return found != nil && strings.ContainsAny(found[1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
}
