package notification

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// maxBodies bounds the requests of a text whose body is read, which may hold
// requests itself; of any more only the address is.
const maxBodies = 4

// readHTTP reads a request, or a line of an access log, by its request line:
// the body where there is one, else the address.
func readHTTP(text string, depth int) (*payload, error) {
	bodies := 0
	for rest := text; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		end := strings.Index(line, " HTTP/")
		if end < 0 {
			continue
		}
		target, ok := requestTarget(line[:end])
		if !ok {
			continue
		}
		if bodies++; bodies <= maxBodies {
			if _, content, found := strings.Cut(strings.ReplaceAll(rest, "\r\n", "\n"), "\n\n"); found && strings.TrimSpace(content) != "" {
				if p, err := read(content, depth+1); p != nil && err == nil {
					p.besides(target)
					return p, nil
				}
			}
		}
		if _, query, found := strings.Cut(target, "?"); found {
			return readQuery(query, depth)
		}
	}
	return nil, nil
}

// besides takes in the parameters of the address that a body was sent to.
func (p *payload) besides(target string) {
	_, query, _ := strings.Cut(target, "?")
	if address, err := readQuery(query, 0); address != nil && err == nil {
		all := names(address.members)
		if address.signed {
			all = append(all, signName)
		}
		p.around(all)
	}
}

// requestTarget returns what follows the method.
func requestTarget(line string) (string, bool) {
	for _, method := range []string{"GET ", "POST ", "PUT ", "HEAD "} {
		if i := strings.Index(line, method); i >= 0 && (i == 0 || !isLetter(line[i-1])) {
			return line[i+len(method):], true
		}
	}
	return "", false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// readURL reads what follows the ? of an address. Where something stands before
// the address it is a line of a log or a command, in which the address ends at
// a blank or a quote.
func readURL(text string, depth int) (*payload, error) {
	before, query, found := strings.Cut(text, "?")
	if !found || strings.ContainsAny(before, "=&") {
		return nil, nil
	}
	if strings.ContainsAny(before, " \t'\"") {
		if end := strings.IndexAny(query, " \t\r\n'\"<>"); end >= 0 {
			query = query[:end]
		}
	}
	query, _, _ = strings.Cut(query, "#")
	return readQuery(query, depth)
}

// readQuery reads pairs of names and values as PHP does: what stands between
// ampersands, the name up to the first equals sign, both decoded.
func readQuery(text string, _ int) (*payload, error) {
	text = strings.TrimPrefix(text, "?")
	if !strings.Contains(text, "=") {
		return nil, nil
	}
	p := new(payload)
	if plain := strings.ReplaceAll(text, "&amp;", "&"); plain != text && !strings.Contains("&"+text, "&sign=") {
		text, p.html = plain, true
	}
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		if len(p.fields) == maxFields {
			return nil, tooMany()
		}
		name, value, _ := strings.Cut(pair, "=")
		m := member{raw: pair, kind: body.String}
		m.name, _ = unescape(name, true)
		var bad string
		if m.text, bad = unescape(value, true); bad != "" && p.badly == "" {
			p.badly = bad
		}
		p.add(m)
	}
	if len(p.fields) == 0 {
		return nil, nil
	}
	p.mangled = mangledBy(p.fields)
	return p, nil
}

// unescape decodes %xx, and + as a blank where that is asked. Like PHP it leaves
// a percent sign that begins no escape; bad is the first of those.
func unescape(s string, plus bool) (decoded, bad string) {
	if !strings.ContainsAny(s, "%+") {
		return s, ""
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '+' && plus:
			b = append(b, ' ')
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b = append(b, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			if c == '%' && bad == "" {
				bad = s[i:min(i+3, len(s))]
			}
			b = append(b, c)
		}
	}
	return string(b), bad
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// escape encodes a text for a query. plus is what PHP's http_build_query does
// (RFC 1738); else a blank is %20 (RFC 3986).
func escape(dst []byte, s string, plus bool) []byte {
	const digits = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case isLetter(c), '0' <= c && c <= '9', c == '-', c == '_', c == '.', c == '~' && !plus:
			dst = append(dst, c)
		case c == ' ' && plus:
			dst = append(dst, '+')
		default:
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}
