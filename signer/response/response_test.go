package response

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

//go:embed testdata/answers.json
var answersText []byte

// answers reads the vectors: one answer each, and what must be said of it.
func answers(t testing.TB) []vector {
	t.Helper()
	var all []vector
	require.NoError(t, json.Unmarshal(answersText, &all))
	return all
}

type vector struct {
	Name, Operation, Body, Outcome, Title string
	Status                                int
	Advice                                string      // a part of it
	Fields                                [][2]string // name and code
}

func TestAnswers(t *testing.T) {
	names := map[string]bool{}
	for _, c := range answers(t) {
		assert.False(t, names[c.Name], c.Name)
		names[c.Name] = true
		e, err := Explain(c.Status, c.Body, c.Operation)
		require.NoError(t, err, c.Name)
		assert.Equal(t, c.Outcome, e.Outcome, c.Name)
		assert.Equal(t, c.Title, e.Title, c.Name)
		assert.Contains(t, e.Advice, c.Advice, c.Name)
		var fields [][2]string
		for _, p := range e.Fields {
			fields = append(fields, [2]string{p.Field, p.Code})
			assert.Equal(t, operation.Error, p.Severity)
			assert.NotEmpty(t, p.Message)
		}
		assert.Equal(t, append([][2]string{}, c.Fields...), append([][2]string{}, fields...), c.Name)
	}
}

func TestMessages(t *testing.T) {
	e, err := Explain(400, `{"message":"The given data was invalid.","errors":{"amount":["The amount field is required.","no"],"x\u202e":"gone\nnow"}}`, "payment")
	require.NoError(t, err)
	require.Len(t, e.Fields, 2)
	assert.Equal(t, `amount: AliKassa says "The amount field is required.", "no". It is decimal (11.2), required, like 500.`, e.Fields[0].Message)
	assert.Equal(t, `"x\u202e": AliKassa says "gone\nnow". The documentation has no such field for this request.`, e.Fields[1].Message)
}

// TestDocumented: every row has an answer, and is reached in every operation
// that may have it.
func TestDocumented(t *testing.T) {
	for _, r := range documented {
		met := false
		for _, c := range answers(t) {
			met = met || strings.Contains(strings.ToLower(c.Body), r.parts[0])
		}
		assert.True(t, met || r.parts[0] == "not found service", r.parts[0])
	}
}

func TestUnknownOperation(t *testing.T) {
	e, err := Explain(200, "", "no-such-operation")
	assert.ErrorIs(t, err, fault.New("unknown-operation", ""))
	assert.Nil(t, e)
}

// TestBounds: what the server writes is repeated shortened, whatever it is.
func TestBounds(t *testing.T) {
	long := strings.Repeat("я", 100000)
	var many, empty strings.Builder
	for i := range 5000 {
		many.WriteString(`,"f` + strconv.Itoa(i) + `":["` + long[:200] + `","b","c","d"]`)
	}
	for i := range 50000 {
		empty.WriteString(`,"f` + strconv.Itoa(i) + `":{}`)
	}
	for name, text := range map[string]string{
		"message": `{"message":"` + long + `"}`,
		"sign":    `{"message":"sign ` + long + `"}`,
		"amount":  `{"message":"Minimum amount ` + long + `"}`,
		"text":    long,
		"page":    "<title>" + long + "</title>",
		"huge":    strings.Repeat("[", MaxSize+1),
		"errors":  `{"errors":{"amount":"` + long + `"` + many.String() + `}}`,
		"nested":  `{"errors":` + strings.Repeat(`{"a":`, 400) + `"b"` + strings.Repeat("}", 401),
		"fields":  `{"errors":{"a":"b"` + strings.ReplaceAll(many.String(), long[:200], "")[:100000] + `"]}}`,
		"deep":    `{"errors":` + strings.Repeat(`{"a":[`, 255) + strings.Repeat("]}", 255) + `}`,
		"paths":   `{"errors":{"` + long + `":{"a":{}` + empty.String() + `}}}`,
		"names":   `{"errors":{"` + long + `":{"` + long + `":"a"}}}`,
		"status":  `{"payment_status":"` + long + `","id":1}`,
	} {
		for _, status := range []int{0, 200, 400, 500} {
			for _, o := range operation.All() {
				e, err := Explain(status, text, o.Name)
				require.NoError(t, err, name)
				check(t, e)
				if e.Outcome == Created {
					assert.Equal(t, 200, status, name)
				}
				if name == "huge" { // what was not read may say anything
					assert.Equal(t, Unknown, e.Outcome, "%d %s", status, o.Name)
				}
			}
		}
	}
}

// check holds an explanation to what is true of all.
func check(t *testing.T, e *Explanation) {
	t.Helper()
	require.Contains(t, []string{Created, NotCreated, Unknown}, e.Outcome)
	require.NotEmpty(t, e.Title)
	require.NotEmpty(t, e.Advice)
	require.Less(t, len(e.Title), 2000)
	require.Less(t, len(e.Advice), 2500)
	require.True(t, utf8.ValidString(e.Title))
	require.True(t, utf8.ValidString(e.Advice))
	require.NotContains(t, e.Title, "%noun")
	require.LessOrEqual(t, len(e.Fields), maxProblems)
	for _, p := range e.Fields {
		require.Less(t, len(p.Field)+len(p.Message), 6000)
	}
}

// TestReads: of an operation that only reads nothing is ever said to be created.
func TestReads(t *testing.T) {
	for _, name := range []string{"payment-status", "payout-status", "balance"} {
		for status := range 600 {
			for _, text := range []string{"", `{"message":"no"}`, `{"message":"Technical works."}`, `{"payment_status":"paid"}`} {
				e, err := Explain(status, text, name)
				require.NoError(t, err)
				assert.NotContains(t, e.Title, "created", "%s %d %s", name, status, text)
				assert.NotContains(t, e.Advice, "another order_id", "%s %d %s", name, status, text)
			}
		}
	}
}

// FuzzExplain: whatever comes, the outcome is one of three, and created only
// where the server said so.
func FuzzExplain(f *testing.F) {
	for _, c := range answers(f) {
		f.Add(c.Status, c.Body, c.Operation)
	}
	f.Fuzz(func(t *testing.T, status int, text, name string) {
		e, err := Explain(status, text, name)
		if err != nil {
			require.ErrorIs(t, err, fault.New("unknown-operation", ""))
			return
		}
		check(t, e)
		if e.Outcome == Created {
			require.Contains(t, []int{200, 201}, status)
		}
		if status >= 500 || status == 0 {
			require.Equal(t, Unknown, e.Outcome)
		}
	})
}
