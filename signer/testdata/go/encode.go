// Reference program: Go's json.Marshal. Style go writes maps, in which an
// integer that fits an int64 is kept as one and any other number is a float64;
// style go-struct writes structs with the fields in the order given.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// A field is a member of an object, in the order of the text.
type field struct {
	name  string
	value any
}

// A structure is an object whose order counts. Where its names can stand in
// struct tags it is written as a struct, as a program would; where not, as
// json.Marshal would write such a struct.
type structure []field

func (s structure) MarshalJSON() ([]byte, error) {
	if s.taggable() {
		return json.Marshal(s.asStruct())
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range s {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(f.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%s:%s", name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// taggable tells whether encoding/json accepts every name in a tag.
func (s structure) taggable() bool {
	for _, f := range s {
		if f.name == "" || len(s) > 50 {
			return false
		}
		for _, c := range f.name {
			if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
				return false
			}
		}
	}
	return true
}

func (s structure) asStruct() any {
	var fields []reflect.StructField
	for i, f := range s {
		fields = append(fields, reflect.StructField{
			Name: "F" + strconv.Itoa(i),
			Type: reflect.TypeFor[any](),
			Tag:  reflect.StructTag("json:" + strconv.Quote(f.name+",")),
		})
	}
	v := reflect.New(reflect.StructOf(fields)).Elem()
	for i, f := range s {
		if f.value != nil {
			v.Field(i).Set(reflect.ValueOf(f.value))
		}
	}
	return v.Interface()
}

func (s structure) asMap() map[string]any {
	m := make(map[string]any)
	for _, f := range s {
		m[f.name] = maps(f.value)
	}
	return m
}

// maps returns a value with maps instead of structures.
func maps(v any) any {
	switch v := v.(type) {
	case structure:
		return v.asMap()
	case []any:
		items := make([]any, len(v))
		for i := range v {
			items[i] = maps(v[i])
		}
		return items
	}
	return v
}

func read(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			return readArray(d)
		}
		return readObject(d)
	case json.Number:
		return readNumber(t)
	}
	return token, nil
}

func readNumber(n json.Number) (any, error) {
	if i, err := n.Int64(); err == nil {
		return i, nil
	}
	return n.Float64()
}

func readArray(d *json.Decoder) (any, error) {
	items := []any{}
	for d.More() {
		item, err := read(d)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := d.Token()
	return items, err
}

func readObject(d *json.Decoder) (any, error) {
	s := structure{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		value, err := read(d)
		if err != nil {
			return nil, err
		}
		s = append(s, field{name.(string), value})
	}
	_, err := d.Token()
	return s, err
}

func encode(text []byte, form func(any) any) string {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	v, err := read(d)
	if err != nil {
		return failed(err)
	}
	body, err := json.Marshal(form(v))
	if err != nil {
		return failed(err)
	}
	return "=" + base64.StdEncoding.EncodeToString(body)
}

func failed(err error) string {
	return "!" + base64.StdEncoding.EncodeToString([]byte(err.Error()))
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "go\tgo-struct")
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return
		}
		text, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(line, "\n"))
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(out, "%s\t%s\n", encode(text, maps), encode(text, func(v any) any { return v }))
	}
}
