package recipes

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
)

const java = "/usr/share/java/"

// runtimes are the programs that commit the mistakes, run in the folder mistakes.
var runtimes = map[string][]string{
	"php":    {"php", "-d", "serialize_precision=-1", "-d", "precision=14", "php/mistakes.php"},
	"node":   {"node", "node/mistakes.mjs"},
	"python": {"/usr/bin/python3", "-W", "ignore", "python/mistakes.py"}, // Debian's, whatever else is in the PATH
	// What Map.of draws its order from is set anew for a case, which compiled code would not notice.
	"java": {"java", "-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude,java.util.ImmutableCollections*::*", "-XX:CompileCommand=dontinline,java.util.ImmutableCollections*::*", "-cp", java + "jackson-core.jar:" + java + "jackson-databind.jar:" + java + "jackson-annotations.jar:" +
		java + "bcprov.jar:" + java + "bcutil.jar:" + java + "bcpkix.jar", "java/Mistakes.java", "keys"},
	"go":    {"go", "run", "./go", "keys"},
	"ruby":  {"ruby", "-W0", "ruby/mistakes.rb"},
	"shell": {"bash", "shell/mistakes.sh"},
}

// A segment is a run of steps in one language.
type segment struct {
	language, steps string
}

// parse reads a chain: segments with ` >> ` between, each steps with ` | `
// between; `php: ` in front of a segment changes the language.
func parse(language, chain string) []segment {
	if chain == "" {
		return nil
	}
	var segments []segment
	for part := range strings.SplitSeq(chain, " >> ") {
		if name, rest, found := strings.Cut(part, ": "); found && runtimes[name] != nil {
			language, part = name, rest
		}
		segments = append(segments, segment{language, part})
	}
	return segments
}

// A job is a chain on its way: what it has come to, and what is still to do.
type job struct {
	key   string
	state []byte
	todo  []segment
	err   error
}

// run brings all jobs to their end, each language as one process a round.
func run(folder string, jobs []*job) error {
	echo := httptest.NewServer(http.HandlerFunc(echo))
	defer echo.Close()
	for {
		byLanguage := make(map[string][]*job)
		for _, j := range jobs {
			if j.err == nil && len(j.todo) > 0 {
				byLanguage[j.todo[0].language] = append(byLanguage[j.todo[0].language], j)
			}
		}
		if len(byLanguage) == 0 {
			return nil
		}
		for language, now := range byLanguage {
			if err := step(folder, echo.URL, language, now); err != nil {
				return fmt.Errorf("%s: %w", language, err)
			}
		}
	}
}

// step runs the next segment of jobs of one language.
func step(folder, echo, language string, jobs []*job) error {
	var in bytes.Buffer
	for _, j := range jobs {
		fmt.Fprintf(&in, "%s\t%s\t%s\n", base64.StdEncoding.EncodeToString(j.state), j.key, j.todo[0].steps)
	}
	program := exec.Command(runtimes[language][0], runtimes[language][1:]...)
	program.Dir, program.Stdin, program.Stderr = folder, &in, os.Stderr
	program.Env = append(os.Environ(), "ECHO="+echo)
	out, err := program.Output()
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != len(jobs) {
		return fmt.Errorf("%d answers to %d cases", len(lines), len(jobs))
	}
	for i, j := range jobs {
		j.todo = j.todo[1:]
		if len(lines[i]) == 0 || !strings.Contains("=!", lines[i][:1]) {
			return fmt.Errorf("neither an answer nor a refusal: %q", lines[i])
		}
		answer, err := base64.StdEncoding.DecodeString(lines[i][1:])
		if err != nil {
			return err
		}
		j.state = answer
		if lines[i][0] == '!' {
			j.err = errors.New(string(answer))
		}
	}
	return nil
}

// echo answers with what a server gets to see of a request.
func echo(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/form":
		io.WriteString(w, r.PostFormValue("sign"))
	case "/header":
		io.WriteString(w, r.Header.Get("Sign"))
	default:
		io.Copy(w, r.Body)
	}
}
