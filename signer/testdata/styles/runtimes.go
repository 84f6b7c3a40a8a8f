package styles

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// runtimes are the commands of the reference programs, run in signer/testdata.
var runtimes = [][]string{
	{"php", "-d", "serialize_precision=-1", "php/encode.php"},
	{"node", "node/encode.mjs"},
	{"/usr/bin/python3", "python/encode.py"}, // Debian's, whatever else is in the PATH
	{"java", "-cp", jackson, "java/Encode.java"},
	{"go", "run", "./go/encode.go"},
	{"ruby", "-W0", "ruby/encode.rb"},
	{"ruby", "-W0", "rails/encode.rb"},
}

const jackson = "/usr/share/java/jackson-core.jar:/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-annotations.jar"

// Run has every language answer the texts. folder is signer/testdata; names are
// the styles, in a fixed order.
func Run(folder string, texts []string) (names []string, vectors []Vector, err error) {
	vectors = make([]Vector, len(texts))
	for i, text := range texts {
		vectors[i] = Vector{Text: text, Answers: make(map[string]Answer)}
	}
	for _, command := range runtimes {
		styles, err := run(folder, command, vectors)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", strings.Join(command, " "), err)
		}
		names = append(names, styles...)
	}
	return names, vectors, nil
}

// run adds the answers of one program.
func run(folder string, command []string, vectors []Vector) (styles []string, err error) {
	var in bytes.Buffer
	for _, v := range vectors {
		fmt.Fprintln(&in, base64.StdEncoding.EncodeToString([]byte(v.Text)))
	}
	program := exec.Command(command[0], command[1:]...)
	program.Dir = folder
	program.Stdin = &in
	program.Stderr = os.Stderr
	out, err := program.Output()
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != 1+len(vectors) {
		return nil, fmt.Errorf("%d answers to %d cases", len(lines)-1, len(vectors))
	}
	styles = strings.Split(lines[0], "\t")
	for i, line := range lines[1:] {
		answers := strings.Split(line, "\t")
		if len(answers) != len(styles) {
			return nil, fmt.Errorf("case %d: %d answers for %d styles", i, len(answers), len(styles))
		}
		for j, answer := range answers {
			if vectors[i].Answers[styles[j]], err = readAnswer(answer); err != nil {
				return nil, fmt.Errorf("case %d: %w", i, err)
			}
		}
	}
	return styles, nil
}

func readAnswer(s string) (Answer, error) {
	body, written := strings.CutPrefix(s, "=")
	if !written {
		_, refused := strings.CutPrefix(s, "!")
		if !refused {
			return Answer{}, fmt.Errorf("neither written nor refused: %q", s)
		}
		return Answer{Refused: true}, nil
	}
	b, err := base64.StdEncoding.DecodeString(body)
	return Answer{Body: string(b)}, err
}
