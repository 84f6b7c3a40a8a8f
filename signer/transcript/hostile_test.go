package transcript_test

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
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
	"string(1) \"", "string(9) \"a\"\n", "[\"", "[\"a\"]=>\n", "] => Array\n", "Array\n[a] => b\n", "send: b'", "send: b'\\", "<- \"", "<- \"\\", "CURLOPT_POSTFIELDS, '", "CURLOPT_POSTFIELDS,$a['", "$a=[$a];CURLOPT_POSTFIELDS,$a", "[1 2 ", "[123 34 97 125]", "<Buffer 7b 22", "0x7b,", "7b22", "\"POST / HTTP/1.1\\r\\n", "=> Send data, 9 bytes\n0000: ", "=> Send header, 99 bytes\n0000: 50 4f", "0040: a\n", "array (", "'a' => ", "b'",
	"sign=", "sign: ", "body={", "body=\"", "data='", "account=x sign=y ", "log={\"a\":[", "{\"log\":\"x\"}\n", "{\"request\":{", "{\"data\":{\"sign\":1,", "{\"message\":\"curl sign http ",
	"\x00", "\xff", "\u200f", "\u202e", "\r", "\n", "\r\n", "\ufeff", "\ud7ff", "=", ":", "=>", "//", "/*", "#", "%", "^",
	"{\"a\":\"\\u", "0000", "aGVsbG8=", "<img src=x onerror=alert(1)>", "((((1))))", "'a'+", "'a' 'b' ", "{{x}}", "@{", "a={a,b:a};b=[a,b];fetch(a,{body:JSON.stringify(b),headers:a});", "a=dict(a=a)\nrequests.post(a,json=a,headers=a)\n", "@\"\n",
}

// endings are texts at which a reader could stand still.
var endings = []string{
	"irm `", "irm `\r9", "irm a`\r`", "irm @{a=`", "irm (`", "irm [a]`\r", "curl.exe `\r\n`\r9", "$a=`\r9", "iwr @'", "irm $", "irm ${",
	"curl \\", "curl 1<", "curl 1", "curl $", "curl $'", "curl <<", "curl <<-", "curl \\\r", "curl ^", "curl ^\r", "curl \"\\", "fetch(new", "fetch(await ",
}

func TestReadEnds(t *testing.T) {
	for _, ending := range endings {
		for _, text := range []string{ending, ending + ")", ending + " a", "curl ^\n" + ending, ending + "\n" + ending} {
			checkNotes(t, transcript.Read(text))
		}
	}
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

// repeated are texts of about a size whose parts refer to one another, or could
// be gone through again and again.
func repeated(size int) map[string]string {
	half := strings.Repeat("x", size/2)
	signature := "sign=" + strings.Repeat("A", 45) + " "
	var files, variables strings.Builder
	for i := range size / 10 {
		fmt.Fprintf(&files, "-d @f%d ", i)
		fmt.Fprintf(&variables, "-d $f%d ", i)
	}
	return map[string]string{
		"a pipe read often":            "echo " + half + "|curl " + strings.Repeat("-d @- ", size/12),
		"a pipe read by many":          "echo " + half + "|curl -d @- " + strings.Repeat("--next -d @- ", size/26),
		"a long pipe":                  "echo " + half + strings.Repeat("|cat", size/8) + "|curl -d @-",
		"a variable in here-documents": "V=" + half + "\n" + strings.Repeat("curl -d @- <<A\n$V\nA\n", size/40),
		"a variable in substitutions":  "V=" + half + "\ncurl " + strings.Repeat("`echo $V` ", size/20),
		"a variable in here-strings":   "$a='" + half + "'\n" + strings.Repeat("$b=@\"\n$a\n\"@\niwr -Body $b\n", size/60),
		"a variable in requests":       "$a='" + half + "'\n" + strings.Repeat("irm -Body $a\n", size/26),
		"a table in requests":          "$h=@{" + strings.Repeat("a=1;", size/8) + "}\n" + strings.Repeat("irm -Headers $h\n", size/32),
		"a format":                     "printf '" + strings.Repeat("%s\\n", size/10) + "' " + strings.Repeat("a ", size/4) + "|curl -d @-",
		"files":                        "curl " + files.String(),
		"open variables":               "curl " + variables.String(),
		"commands for cmd":             strings.Repeat("curl ^\"x^\" -d ^\"{}^\" & ", size/24),
		"commands":                     strings.Repeat("curl -d '{}' -H 'Sign: a' http://h\n", size/36),
		"here-documents":               strings.Repeat("curl -d @- <<A\n{}\nA\n", size/21),
		"words":                        "curl " + strings.Repeat("a ", size/2),
		"messages":                     strings.Repeat("POST / HTTP/1.1\nSign: x\n\n{}\n", size/30),
		"a signature over many lines":  "POST / HTTP/1.1\nSign: a\n" + strings.Repeat("b\n", size/2),
		"signatures on one line":       strings.Repeat(signature, size/len(signature)),
		"lists of Sign":                `{"sign":` + strings.Repeat("[", 100) + `"a"` + strings.Repeat("]", 100) + "}",
		"new":                          "fetch(" + strings.Repeat("new ", size/4),
		"brackets":                     "fetch(" + strings.Repeat("(", 100) + "[" + strings.Repeat("1,", size/2) + "1]" + strings.Repeat(")", 101),
		"requests in HAR":              `{"log":{"entries":[` + strings.Repeat(`{"request":{"postData":{"text":"{}"}}},`, size/40) + `{}]}}`,
		"fields":                       `{"a":1` + strings.Repeat(`,"b":{"c":[]}`, size/13) + "}",
		"requests in one another":      strings.Repeat(`{"data":`, 100) + "[" + strings.Repeat(`{"a":1},`, size/8) + `{"sign":1}]` + strings.Repeat("}", 100),
		"texts behind a print_r":       "Array\n] => \n" + strings.Repeat("[1]", size/3),
		"lines of JSON":                strings.Repeat(`{"log":"POST / HTTP/1.1 with sign and curl and http"}`+"\n", size/54),
	}
}

// TestReadWorksInProportion: what is read of a text is written down a bounded
// number of times.
func TestReadWorksInProportion(t *testing.T) {
	for name, text := range repeated(512 << 10) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := transcript.Read(text)
		runtime.ReadMemStats(&after)
		assert.Less(t, int(after.TotalAlloc-before.TotalAlloc), 20*transcript.MaxSize, name)
		assert.Less(t, len(r.Notes), 100, name)
		checkNotes(t, r)
	}
}

// TestMoreThanIsRead: where a text has too many commands, a note says so.
func TestMoreThanIsRead(t *testing.T) {
	for _, command := range []string{
		"curl -d '{}' http://h\n",
		"irm http://h -Body '{}'\n",
		"curl ^\n -d \"{}\" http://h\n",
	} {
		assert.NotContains(t, codes(transcript.Read(strings.Repeat(command, 900))), "text-too-long", command)
		assert.Contains(t, codes(transcript.Read(strings.Repeat(command, 1100))), "text-too-long", command)
	}
}

func TestReadIsBounded(t *testing.T) {
	r := transcript.Read(`{"a":"` + strings.Repeat("x", transcript.MaxSize) + `"}`)
	assert.Contains(t, codes(r), "text-too-long")
	var fields strings.Builder
	for i := range 10000 {
		fmt.Fprintf(&fields, `"f%d":%d,`, i, i)
	}
	for name, body := range map[string]string{
		"10,000 fields":  "{" + fields.String() + `"a":1}`,
		"300,000 values": "{" + strings.Repeat(`"a":1,`, 300000) + `"a":{}}`,
		"130 objects":    strings.Repeat(`{"a":`, 130) + "1" + strings.Repeat("}", 130),
		"10,000 objects": strings.Repeat(`{"a":`, 10000) + "1" + strings.Repeat("}", 10000),
	} {
		for _, text := range []string{body, "curl -d '" + body + "' http://h", "POST / HTTP/1.1\nSign: x\n\n" + body} {
			assert.True(t, body == string(transcript.Read(text).Body), name)
		}
	}
	large := `{"a":"` + strings.Repeat("x", 3<<20) + `"}`
	assert.Equal(t, large, string(transcript.Read(large).Body))
}

// FuzzRead: no text panics, notes keep to their bounds, and a body that is
// neither assumed nor unescaped stands in the text.
func FuzzRead(f *testing.F) {
	for _, fixture := range fixtures(f) {
		f.Add(fixture.text)
	}
	for _, piece := range slices.Concat(hostile, endings) {
		f.Add(piece)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := transcript.Read(text)
		checkNotes(t, r)
		require.NotEmpty(t, r.Notes)
		require.LessOrEqual(t, len(r.Body), 8*len(text)+transcript.MaxSize/2)
		if codes(r)[0] == "read-log" && r.Body != nil && !strings.ContainsAny(text, "\\\"'`") && !slices.Contains(codes(r), "body-from-numbers") {
			require.Contains(t, text, string(r.Body))
		}
		require.Equal(t, r, transcript.Read(text), "the same each time")
	})
}

func BenchmarkRead(b *testing.B) {
	texts := repeated(transcript.MaxSize)
	for _, piece := range []string{"{\"log\":\"sign=x\"}\n", "sign=x body={} ", "curl -d 'x' "} {
		texts[strings.TrimSpace(piece)] = strings.Repeat(piece, transcript.MaxSize/len(piece))
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		b.Run(name, func(b *testing.B) {
			text := texts[name]
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				transcript.Read(text)
			}
		})
	}
}
