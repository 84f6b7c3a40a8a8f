package recipes

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// A drawn request is random data, with what a mistake has to know of them.
type drawn struct {
	names  []string
	values map[string]string // JSON
}

func (d drawn) text() string {
	var members []string
	for _, name := range d.names {
		members = append(members, strconv.Quote(name)+":"+d.values[name])
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (d drawn) has(name string) bool { return d.values[name] != "" }

// flat tells whether the data can be a form: no nesting, no nulls.
func (d drawn) flat() bool {
	text := d.text()
	return strings.Count(text, "{") == 1 && !strings.Contains(text, "null")
}

// draw makes the data of a payment: the required fields, and others at random.
func draw(r *rand.Rand) drawn {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	digits := func(n int) string {
		b := []byte{byte('1' + r.IntN(9))}
		for len(b) < n {
			b = append(b, byte('0'+r.IntN(10)))
		}
		return string(b)
	}
	fields := []struct {
		name, value string
		in          int // of ten requests have it
	}{
		{"order_id", `"` + pick(digits(10), digits(6), "INV-"+digits(4), "2026/"+digits(3)) + `"`, 10},
		{"amount", pick(digits(3), digits(4), digits(2)+".5", digits(3)+"."+pick("25", "99", "07"), `"`+digits(3)+`"`), 10},
		{"service", `"` + pick("payment_card_rub_hpp", "payment_sbp_rub", "payment_card_try") + `"`, 9},
		{"customer_ip", fmt.Sprintf(`"%d.%d.2.%d"`, 11+r.IntN(200), r.IntN(256), r.IntN(256)), 7},
		{"customer_browser_user_agent", `"` + pick("Mozilla/5.0 (X11; Linux x86_64) Firefox/84.0", "Mozilla/5.0 (iPhone)", "curl/8.0") + `"`, 7},
		{"desc", `"` + pick("Заказ № ", "Оплата заказа ", "Order / ", "Tom & Jerry ", "Café ", "Йод ") + digits(3) + `"`, 5},
		{"customer_first_name", `"` + pick("Иван", "Анна", "Zoë", "Андрей", "Ann") + `"`, 3},
		{"customer_email", `"` + pick("Payer", "anna.k", "Ivan") + digits(2) + `@example.com"`, 3},
		{"customer_phone", `"` + pick("+", "") + "79" + digits(9) + `"`, 3},
		{"success_redirect_url", `"https://shop.example/` + pick("ok", "ok/", "paid?id=17&lang=ru") + `"`, 4},
		{"lifetime", pick("900", "1800", "3600"), 2},
		{"success_redirect_id", "1", 2},
		{"notification_endpoint_id", "5", 3},
		{"extra", `{"card_holder":"` + pick("IVAN IVANOV", "ИВАН") + `","card_country":"TR"}`, 1},
		{"customer_city", pick("null", "null", `"Москва"`), 2},
	}
	d := drawn{values: make(map[string]string)}
	for _, f := range fields {
		if r.IntN(10) < f.in && len(d.names) < 10 {
			d.names = append(d.names, f.name)
			d.values[f.name] = f.value
		}
	}
	return d
}
