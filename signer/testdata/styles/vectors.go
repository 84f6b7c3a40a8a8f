// Package styles holds what the real languages write: cases of JSON texts, the
// programs that answer them, and the committed answers.
package styles

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
)

//go:generate go run ./generate

//go:embed vectors.jsonl.gz
var packed []byte

// A Vector is a text and what the styles make of it.
type Vector struct {
	Text    string
	Answers map[string]Answer // by style
}

// An Answer is what a language wrote, or that it could not.
type Answer struct {
	Body    string
	Refused bool
}

// Vectors reads the committed vectors: gzip of JSON lines, first the names of
// the styles, then a text and its answers a line, null for a refusal.
func Vectors() ([]Vector, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(unpacked)
	var names []string
	if err := d.Decode(&names); err != nil {
		return nil, fmt.Errorf("the vectors' head: %w", err)
	}
	var vectors []Vector
	for d.More() {
		var line []*string
		if err := d.Decode(&line); err != nil {
			return nil, fmt.Errorf("vector %d: %w", len(vectors), err)
		}
		if len(line) != 1+len(names) || line[0] == nil {
			return nil, fmt.Errorf("vector %d: %d columns", len(vectors), len(line))
		}
		v := Vector{Text: *line[0], Answers: make(map[string]Answer, len(names))}
		for i, body := range line[1:] {
			if body == nil {
				v.Answers[names[i]] = Answer{Refused: true}
			} else {
				v.Answers[names[i]] = Answer{Body: *body}
			}
		}
		vectors = append(vectors, v)
	}
	return vectors, nil
}

// Pack writes vectors as Vectors reads them, with the same bytes every time.
func Pack(w io.Writer, names []string, vectors []Vector) error {
	pack, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(pack)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(names); err != nil {
		return err
	}
	for _, v := range vectors {
		line := []*string{&v.Text}
		for _, name := range names {
			if a := v.Answers[name]; a.Refused {
				line = append(line, nil)
			} else {
				line = append(line, &a.Body)
			}
		}
		if err := e.Encode(line); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return pack.Close()
}
