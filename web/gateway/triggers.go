package gateway

import (
	"math"
	"net/http"
	"strconv"
	"strings"
)

// AliKassa's messages, word for word.
const (
	invalidData    = "The given data was invalid."
	technicalWorks = "Technical works."
	orderExists    = "order_id exists"
	noService      = "Not exists service / No found service"
	notAllowed     = "Project not allowed to accept payments"
	minimumAmount  = "Minimum amount "
	maximumAmount  = "Maximum amount "
	internalError  = "Internal server error"
)

// The sandbox's limits on an amount, in minor units.
const (
	minimum = 100_00
	maximum = 300_000_00
)

// services are examples of those that the sandbox takes; see [isService].
var services = []struct{ Name, Kind string }{
	{"payment_card_rub_hpp", "payment"},
	{"payment_card_rub", "payment"},
	{"payment_sbp_rub", "payment"},
	{"payout_card_rub", "payout"},
	{"payout_sbp_rub", "payout"},
}

// A trigger is a value that provokes an answer, to test every branch.
type trigger struct {
	Field   string `json:"field"`
	Value   string `json:"value"`
	Status  int    `json:"status"`
	Message string `json:"message"`
	Created bool   `json:"created"` // whether the payment is there afterwards
	Meaning string `json:"meaning"`

	reason reason
}

// triggers are those by service, and then, for the reader, those that any
// request meets.
var triggers = []trigger{
	{"service", "sandbox_technical_works", http.StatusBadRequest, technicalWorks, false,
		"AliKassa is under maintenance.", reason{"technical-works", "The service sandbox_technical_works asks for this answer."}},
	{"service", "sandbox_not_allowed", http.StatusBadRequest, notAllowed, false,
		"The project may not accept payments.", reason{"project-not-allowed", "The service sandbox_not_allowed asks for this answer."}},
	{"service", "sandbox_error_created", http.StatusInternalServerError, internalError, true,
		"A server error after the payment was created: its status can be asked, and its order_id is taken.", reason{"error-created", "The service sandbox_error_created asks for this answer: the payment was created."}},
	{"service", "sandbox_error_not_created", http.StatusInternalServerError, internalError, false,
		"The same answer, and no payment.", reason{"error-not-created", "The service sandbox_error_not_created asks for this answer: no payment was created."}},
	{"service", "sandbox_unknown", http.StatusBadRequest, noService, false,
		"A service that does not exist; so does any whose name does not begin with payment_, or payout_ for a payout.", reason{"unknown-service", ""}},
	{"amount", "99.99", http.StatusBadRequest, minimumAmount + "100", false,
		"Any amount below 100.", reason{"minimum-amount", ""}},
	{"amount", "300000.01", http.StatusBadRequest, maximumAmount + "300000", false,
		"Any amount above 300000.", reason{"maximum-amount", ""}},
	{"order_id", "one that was used", http.StatusBadRequest, orderExists, false,
		"An order_id is the account's for one payment and for one payout.", reason{"order-id-exists", ""}},
}

// provoke returns the trigger of a service, nil where it is none.
func provoke(service string) *trigger {
	for i := range triggers {
		if t := &triggers[i]; t.Field == "service" && t.Value == service && t.reason.sentence != "" {
			return t
		}
	}
	return nil
}

// isService tells whether a name is of the kind's services. What a shop's own
// are called only AliKassa knows; that they begin with the kind is all that its
// documentation shows.
func isService(name, kind string) bool {
	return strings.HasPrefix(name, kind+"_") && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

func serviceNames(kind string) string {
	var names []string
	for _, s := range services {
		if s.Kind == kind {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, " or ")
}

func (g *Gateway) listTriggers(w http.ResponseWriter, _ *http.Request) {
	type service struct {
		Name      string `json:"name"`
		Operation string `json:"operation"`
	}
	known := make([]service, len(services))
	for i, s := range services {
		known[i] = service{s.Name, s.Kind}
	}
	reply(w, http.StatusOK, struct {
		Services []service `json:"services"`
		Minimum  string    `json:"minimum_amount"`
		Maximum  string    `json:"maximum_amount"`
		Triggers []trigger `json:"triggers"`
		Limits   any       `json:"limits"`
	}{known, plain(minimum), plain(maximum), triggers, map[string]int{
		"requests_per_minute": g.PerMinute, "accounts_per_minute": g.accountsPerMinute(), "body_bytes": maxBody, "account_days": accountDays, "requests_kept": keptRequests,
	}})
}

// toMinor reads a decimal as minor units, whole ones: parts of one are cut. What
// is too much to count is the largest number.
func toMinor(text string) (int64, bool) {
	text = strings.TrimSpace(text)
	whole, fraction, _ := strings.Cut(text, ".")
	fraction = (fraction + "00")[:2]
	if minor, err := strconv.ParseInt(whole+fraction, 10, 64); err == nil && text != "" && minor < 1<<53 && !strings.ContainsAny(text, "eE") {
		return minor, true
	}
	switch number, err := strconv.ParseFloat(text, 64); {
	case err != nil && !math.IsInf(number, 0), math.IsNaN(number):
		return 0, false
	case number > 1<<43:
		return math.MaxInt64, true
	case number < -1<<43:
		return math.MinInt64, true
	default:
		return int64(math.Round(number * 100)), true
	}
}

// plain writes an amount as AliKassa's messages do: 100, and 100.5.
func plain(minor int64) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(decimal(minor), "0"), "."), "-")
}

// decimal writes an amount with two decimals.
func decimal(minor int64) string {
	sign := ""
	if minor < 0 {
		sign, minor = "-", -minor
	}
	return sign + strconv.FormatInt(minor/100, 10) + "." + strconv.FormatInt(minor%100+100, 10)[1:]
}
