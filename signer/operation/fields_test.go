package operation

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// minimal are bodies with the examples of the required fields alone, in which
// nothing is wrong.
var minimal = func() map[string]string {
	bodies := map[string]string{}
	for _, o := range operations {
		bodies[o.Name] = o.minimal()
	}
	return bodies
}()

func (o *Operation) minimal() string {
	if len(o.Fields) == 0 {
		return "[]"
	}
	var members []string
	for i := range o.Fields {
		f := &o.Fields[i]
		first := slices.ContainsFunc(o.OneOf, func(group []string) bool { return group[0] == f.Name })
		if parent, _ := split(f.Name); parent == "" && (f.Required || first) {
			members = append(members, str(f.Name)+":"+f.exampleJSON())
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// exampleJSON returns the field's example as JSON has it.
func (f *Field) exampleJSON() string {
	if row := typeOf(f); row.number || row.name == object {
		return f.Example
	}
	return strconv.Quote(f.Example)
}

// with returns the operation's minimal body with a field set to a JSON value.
// A dotted name sets a member of a nested object.
func with(operation, field, value string) string {
	if parent, member := split(field); parent != "" {
		field, value = parent, `{"`+member+`":`+value+`}`
	}
	inner := strings.TrimPrefix(minimal[operation], "{")
	quoted := `"` + field + `":`
	if start := strings.Index(inner, quoted); start >= 0 {
		end := strings.Index(inner[start:], `,"`)
		if end < 0 {
			end = len(inner) - start - 1
		}
		return "{" + inner[:start] + quoted + value + inner[start+end:]
	}
	if inner == "}" {
		return `{` + quoted + value + `}`
	}
	return `{` + quoted + value + `,` + inner
}

// told returns problems as short lines: "field code", with a question mark for
// a warning.
func told(problems []Problem) []string {
	lines := []string{}
	for _, p := range problems {
		line := p.Field + " " + p.Code
		if p.Severity == Warning {
			line += "?"
		}
		lines = append(lines, line)
	}
	return lines
}

func validate(t *testing.T, text, operation string) []Problem {
	t.Helper()
	problems, err := Validate([]byte(text), operation)
	require.NoError(t, err, text)
	return problems
}

func str(s string) string { return `"` + s + `"` }

func TestFields(t *testing.T) {
	setClock(t, "2026-07-27")
	for _, c := range values {
		want := []string{}
		if c.want != "" {
			want = append(want, c.field+" "+c.want)
		}
		text := with(c.operation, c.field, c.value)
		assert.Equal(t, want, told(validate(t, text, c.operation)), "%s", text)
	}
}

func TestTwoProblemsOfOneField(t *testing.T) {
	text := with("payment", "customer_email", str(strings.Repeat("a", 51)))
	assert.Equal(t, []string{"customer_email bad-email", "customer_email too-long"}, told(validate(t, text, "payment")))
}

func setClock(t *testing.T, date string) {
	at, err := time.Parse(time.DateOnly, date)
	require.NoError(t, err)
	before := now
	now = at.Unix
	t.Cleanup(func() { now = before })
}

// TestCalendar: the check's calendar is time's, from the year 1 on.
func TestCalendar(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for at.Year() < 2401 {
		year, month, day, ok := readDate(at.Format(time.DateOnly))
		require.True(t, ok)
		require.Equal(t, at.Unix()/secondsOfDay, dayNumber(year, month, day))
		if at.AddDate(0, 0, 1).Day() == 1 {
			require.Equal(t, at.Day(), daysIn(year, month))
		}
		at = at.AddDate(0, 0, 1)
	}
}
