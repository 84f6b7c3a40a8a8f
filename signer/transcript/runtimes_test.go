//go:build runtimes

package transcript_test

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/transcript"
)

// The fixtures whose names begin like these can be run: what then arrives is
// what they say. Those that begin with x- cannot.
var runtimes = []struct {
	prefix, file string
	run          []string
}{
	{"curl-", "request.sh", []string{"bash", "request.sh"}},
	{"fetch-", "request.mjs", []string{"node", "request.mjs"}},
	{"python-requests", "request.py", []string{"/usr/bin/python3", "request.py"}},
	{"php-curl-source", "request.php", []string{"php", "request.php"}},
}

// origin stands in the fixtures for the server that they are sent to.
const origin = "https://api-merchant.alikassa.io"

type arrival struct {
	url, account, sign, body string
}

func TestFixturesSendWhatTheySayRuntimes(t *testing.T) {
	arrivals := make(chan arrival, 10)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost || r.URL.Path == "/ping" {
			return
		}
		arrivals <- arrival{origin + r.URL.Path, r.Header.Get("Account"), r.Header.Get("Sign"), string(text)}
	}))
	t.Cleanup(server.Close)
	ran := 0
	for _, f := range fixtures(t) {
		for _, r := range runtimes {
			if !strings.HasPrefix(f.name, r.prefix) {
				continue
			}
			ran++
			t.Run(f.name, func(t *testing.T) {
				text := strings.ReplaceAll(f.text, origin, server.URL)
				text = strings.ReplaceAll(text, "http://localhost", server.URL)
				if r.prefix == "python-requests" {
					text = "import requests\n" + text
				}
				output := start(t, r.file, text, r.run)
				require.Len(t, arrivals, 1, output)
				assert.Equal(t, arrival{f.URL, f.Account, f.Sign, string(f.body(t))}, <-arrivals)
			})
		}
	}
	assert.Greater(t, ran, 30)
}

// start runs a program in a folder of its own, and returns what it printed.
func start(t *testing.T, file, text string, command []string) string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, file), []byte(text), 0o600))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	program := exec.CommandContext(ctx, command[0], command[1:]...)
	program.Dir = folder
	program.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "NO_PROXY=*", "no_proxy=*")
	output, err := program.CombinedOutput()
	require.NoError(t, err, "%s", output)
	return string(output)
}

// TestShellRuntimes: a word is told to be expanded where bash makes another of it,
// and only there; else bash hands over what was read.
func TestShellRuntimes(t *testing.T) {
	pieces := []string{"{", "{", "{", "}", "}", "}", ",", ",", ",", "..", "1..3", "1", "3", "a", "~", "~", "=", ":", "/", "\\", "'", `"`, `"a"`, "'{'", "'}'", "'a,b'", `\,`, `\{`, "-", "root"}
	words := slices.Concat(unquoted, quoted)
	random := rand.New(rand.NewPCG(1, 2))
	for len(words) < 4000 {
		var word strings.Builder
		for range 2 + random.IntN(9) {
			word.WriteString(pieces[random.IntN(len(pieces))])
		}
		if w := word.String(); balanced(w) && w[0] != '-' && !strings.Contains(w, `""`) {
			words = append(words, w)
		}
	}
	script := "p() { printf '%s\\t' \"$@\"; echo; }\nx=7\n"
	for _, word := range words {
		script += "p " + word + "\n"
	}
	lines := strings.Split(strings.TrimSuffix(start(t, "p.sh", script, []string{"bash", "p.sh"}), "\n"), "\n")
	require.Len(t, lines, len(words))
	expanded := 0
	for i, word := range words {
		if strings.Contains(word, "$x") {
			continue
		}
		body, is := readWord(word)
		same := lines[i] == body+"\t"
		// A user who is not there leaves ~name, and an empty word needs no body.
		if strings.Contains(word, "~") && same && is {
			continue
		}
		assert.Equal(t, !same, is, "%s\nbash: %s\nread: %s", word, lines[i], body)
		if is {
			expanded++
		}
	}
	assert.Greater(t, expanded, 100)
}

// balanced tells whether no quote of a word is left open.
func balanced(word string) bool {
	var quote byte
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c == '\\' && quote != '\'':
			i++
			if i == len(word) {
				return false
			}
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote == 0
}

// TestPrintedRuntimes: what Python and PHP print of a request today is read as
// that request, whatever stands in it.
func TestPrintedRuntimes(t *testing.T) {
	const sign, account = "c2lnbmF0dXJlIHRoYXQgaXMgbG9uZyBlbm91Z2g=", "55555555-6666-7777-8888-999999999999"
	bodies := []string{
		`{"a":1}`, `{"a":"it's \"so\" \\ \/ Ж 😀 \u0000 $x {$y} %s"}`, "{\n\t\"a\": 1\r\n}", `{"a":"\"]=>\n string(3) \"x\""}`,
		"{\"a\":\"\u2028\u00a0\u200f\"}", `["x",[],{}]`, "{\"a\":\"'\"}", "{\"a\":\"x\\n] => y\"}",
	}
	programs := []struct {
		name, file, program string
		run                 []string
	}{
		{"repr of a dict", "p.py", "print(repr({'headers': {'Account': a, 'Sign': s}, 'body': b}))", []string{"/usr/bin/python3", "p.py"}},
		{"repr of a dict with bytes", "p.py", "print(repr({'Account': a, 'Sign': s, 'data': b.encode()}))", []string{"/usr/bin/python3", "p.py"}},
		{"ascii of a list", "p.py", "print(ascii([('Account', a), ('Sign', s), {'body': b}]))", []string{"/usr/bin/python3", "p.py"}},
		{"send", "p.py", "m = ('POST /v1/payment HTTP/1.1\\r\\nHost: api-merchant.alikassa.io\\r\\nAccount: %s\\r\\nSign: %s\\r\\nContent-Length: %d\\r\\n\\r\\n' % (a, s, len(b.encode()))).encode()\nprint('send:', repr(m)); print('send:', repr(b.encode()))", []string{"/usr/bin/python3", "p.py"}},
		{"var_dump", "p.php", "var_dump(['headers' => ['Account' => $a, 'Sign' => [$s]], 'body' => $b]);", []string{"php", "p.php"}},
		{"var_dump of an object", "p.php", "var_dump((object)['account' => $a, 'sign' => $s, 'payload' => $b, 'n' => 5]);", []string{"php", "p.php"}},
		{"var_export", "p.php", "var_export(['headers' => ['Account' => $a, 'Sign' => $s], 'body' => $b, 'n' => null]);", []string{"php", "p.php"}},
		{"print_r", "p.php", "print_r(['headers' => ['Account' => $a, 'Sign' => [$s]], 'body' => $b]);", []string{"php", "p.php"}},
		{"print_r of lists", "p.php", "print_r(['h' => ['Content-Type: application/json', \"Account: $a\", \"Sign: $s\"], 'b' => $b]);", []string{"php", "p.php"}},
		{"var_export of lists", "p.php", "var_export(['h' => ['Content-Type: application/json', \"Account: $a\", \"Sign: $s\"], 'b' => $b]);", []string{"php", "p.php"}},
		{"several var_export", "p.php", "$h = ['Content-Type: application/json', \"Account: $a\", \"Sign: $s\"]; var_export($h); var_export($b);", []string{"php", "p.php"}},
		{"several var_dump", "p.php", "var_dump('https://x', ['Content-Type: application/json', \"Account: $a\", \"Sign: $s\"], $b);", []string{"php", "p.php"}},
		{"a dict and bytes", "p.py", "print(f\"https://x {({'Account': a, 'Sign': s})} {b.encode()}\")", []string{"/usr/bin/python3", "p.py"}},
		{"numbers of a Buffer", "p.mjs", "console.log(JSON.stringify({ Account: a, Sign: s, body: Buffer.from(b) }))", []string{"node", "p.mjs"}},
		{"json_encode", "p.php", "echo json_encode(['headers' => ['Account' => $a, 'Sign' => [$s]], 'body' => $b]);", []string{"php", "p.php"}},
		{"JSON.stringify twice", "p.mjs", "console.log(JSON.stringify(JSON.stringify({ Account: a, Sign: s, body: b })))", []string{"node", "p.mjs"}},
		{"console.log", "p.mjs", "console.log({ headers: { Account: a, Sign: s }, body: b })", []string{"node", "p.mjs"}},
	}
	for _, p := range programs {
		for _, text := range bodies {
			t.Run(p.name, func(t *testing.T) {
				given, err := json.Marshal([]string{account, sign, text})
				require.NoError(t, err)
				program := map[string]string{
					"p.py":  "import json\na, s, b = json.load(open('given.json', encoding='utf-8'))\n",
					"p.php": "<?php [$a, $s, $b] = json_decode(file_get_contents('given.json'));\n",
					"p.mjs": "import fs from 'node:fs'\nconst [a, s, b] = JSON.parse(fs.readFileSync('given.json', 'utf8'))\n",
				}[p.file] + p.program
				program = strings.ReplaceAll(program, "'given.json'", "'"+write(t, given)+"'")
				printed := start(t, p.file, program, p.run)
				got := transcript.Read(printed)
				assert.Equal(t, []string{account, sign, text}, []string{got.Account, got.Sign, string(got.Body)}, "%s\n%v", printed, got.Notes)
			})
		}
	}
}

func write(t *testing.T, text []byte) string {
	name := filepath.Join(t.TempDir(), "given.json")
	require.NoError(t, os.WriteFile(name, text, 0o600))
	return name
}
