package transcript_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/transcript"
)

// hostile are pieces that, repeated, make a reader look ahead in vain, go deep,
// or grow what it has read.
var hostile = []string{
	"{", "[", "(", "{\"a\":", "[[", "{}", "\"", "'", "`", "\\", "\\\"", "$(", "${", "`$(", "$'\\", "<<A\n", "<<<", "|", "cat|",
	"curl ", "curl -d @- <<A\n", "\ncurl x -d '", "curl -d \"$A\" ", "A=$A$A\ncurl -d $A\n", "echo 'x'|curl -d @-\n", "printf %s a b c d|",
	"curl ^\"", "curl ^\n", "curl -d \"{\"\"a\"\"", "iwr @{", "iwr (", "iwr [", "iwr $(", "iwr \"$(", "iwr \"${", "iwr @'\n", "iwr @\" ", "$a=\"$a$a\"\niwr $a\n",
	"POST / HTTP/1.1\n", "POST / HTTP/1.1 ", "POST / HTTP/1.1\nSign: a\n\n{", " HTTP/", "fetch(", "fetch({", "fetch('x',{a:", "axios.post(a,b,", "fetch(a+",
	"string(1) \"", "string(9) \"a\"\n", "[\"", "[\"a\"]=>\n", "] => Array\n", "Array\n[a] => b\n", "send: b'", "send: b'\\", "array (", "'a' => ", "b'",
	"sign=", "sign: ", "body={", "body=\"", "data='", "account=x sign=y ", "log={\"a\":[", "{\"log\":\"x\"}\n", "{\"request\":{", "{\"data\":{\"sign\":1,", "{\"message\":\"curl sign http ",
	"\x00", "\xff", "\u200f", "\u202e", "\r", "\n", "\r\n", "\ufeff", "\ud7ff", "=", ":", "=>", "//", "/*", "#", "%", "^",
	"{\"a\":\"\\u", "0000", "aGVsbG8=", "<img src=x onerror=alert(1)>", "((((1))))", "'a'+", "'a' 'b' ", "{{x}}", "@{", "a={a,b:a};b=[a,b];fetch(a,{body:JSON.stringify(b),headers:a});", "a=dict(a=a)\nrequests.post(a,json=a,headers=a)\n", "@\"\n",
}

// TestHostile: nothing panics or hangs, and no more is taken for the body than
// there is.
func TestHostile(t *testing.T) {
	const size = 24 << 10
	for _, piece := range hostile {
		for _, frame := range []string{"", "curl -d ", "{", "POST / HTTP/1.1\n\n", "fetch(", "iwr ", "sign=x body=", "string(5) \"", "Array\n(\n [a] => "} {
			text := frame + strings.Repeat(piece, size/len(piece))
			r := transcript.Read(text)
			assert.LessOrEqual(t, len(r.Body), 4*len(text), "%q", piece)
			checkNotes(t, r)
		}
	}
}

func TestReadIsBounded(t *testing.T) {
	r := transcript.Read(`{"a":"` + strings.Repeat("x", transcript.MaxSize) + `"}`)
	assert.Contains(t, codes(r), "text-too-long")
	large := `{"a":"` + strings.Repeat("x", 3<<20) + `"}`
	assert.Equal(t, large, string(transcript.Read(large).Body))
}

// FuzzRead: no text panics, notes keep to their bounds, and a body that is
// neither assumed nor unescaped stands in the text.
func FuzzRead(f *testing.F) {
	for _, fixture := range fixtures(f) {
		f.Add(fixture.text)
	}
	for _, piece := range hostile {
		f.Add(piece)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := transcript.Read(text)
		checkNotes(t, r)
		require.NotEmpty(t, r.Notes)
		require.LessOrEqual(t, len(r.Body), 8*len(text)+transcript.MaxSize/2)
		if codes(r)[0] == "read-log" && r.Body != nil && !strings.ContainsAny(text, "\\\"'`") {
			require.Contains(t, text, string(r.Body))
		}
		require.Equal(t, r, transcript.Read(text), "the same each time")
	})
}

func BenchmarkRead(b *testing.B) {
	for _, piece := range []string{"{\"log\":\"sign=x\"}\n", "sign=x body={} ", "curl -d 'x' ", "POST / HTTP/1.1\nSign: x\n\n{}\n"} {
		b.Run(strings.TrimSpace(piece), func(b *testing.B) {
			text := strings.Repeat(piece, transcript.MaxSize/len(piece))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				transcript.Read(text)
			}
		})
	}
}
