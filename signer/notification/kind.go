package notification

// signName is the field that holds the signature, which covers the others.
const signName = "sign"

// documentedFields are a notification's in the order of the documentation,
// without sign.
var documentedFields = []string{
	"type", "id", "order_id", "payment_status", "amount", "payment_amount",
	"commission_amount", "is_partial_payment", "account", "service", "desc",
}

// redirectFields are those of the payer's return to the shop.
var redirectFields = []string{"order_id", "uuid"}

// earlier is the field that an earlier documentation did not have.
const earlier = "commission_amount"

// kindOf tells what the fields are of. A payload with any field that only a
// notification has is never taken for a redirect, whose signature would leave
// that field open to forgery.
func kindOf(members []member) string {
	redirect := 0
	for i := range members {
		switch name := members[i].name; {
		case has(redirectFields, name):
			redirect++
		case has(documentedFields, name):
			return Notification
		}
	}
	if redirect == len(redirectFields) {
		return Redirect
	}
	return ""
}

func has(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// find returns the member of that name.
func find(members []member, name string) (*member, bool) {
	for i := range members {
		if members[i].name == name {
			return &members[i], true
		}
	}
	return nil, false
}

// missing returns those of the names that no member has.
func missing(members []member, names []string) []string {
	var none []string
	for _, name := range names {
		if _, ok := find(members, name); !ok {
			none = append(none, name)
		}
	}
	return none
}
