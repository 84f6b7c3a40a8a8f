package recipes

// A dataset is the data of a request, as JSON text.
type dataset struct {
	name, text string
}

// datasets are requests as merchants make them.
var datasets = []dataset{
	{"documented", `{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0","customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}`},
	{"cyrillic", `{"order_id":"INV/2026/17","amount":1500,"desc":"Оплата заказа №17 / Ёлка","service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","customer_first_name":"Иван","success_redirect_url":"https://shop.example/ok?id=17&lang=ru","customer_browser_user_agent":"Mozilla/5.0 Firefox/84.0"}`},
	{"floats", `{"order_id":"A-100","amount":12.50,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","customer_browser_user_agent":"curl/8.0"}`},
	{"whole", `{"order_id":"A-101","amount":500.0,"service":"payment_sbp_rub","customer_ip":"18.191.80.10","lifetime":3600,"customer_browser_user_agent":"curl/8.0"}`},
	{"text-amount", `{"amount":"12.50","order_id":"1785153601","service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","notification_endpoint_id":"5","customer_browser_user_agent":"Mozilla/5.0 Chrome/120.0"}`},
	{"payout", `{"amount":"100.00","number":"4111111111111111","order_id":"po-17","service":"payout_card_rub","extra":{"card_exp_month":"01","card_exp_year":"29","card_holder":"IVAN IVANOV"},"notification_endpoint_url":"https://shop.example/n"}`},
	{"status", `{"order_id":"1785153600","id":"100001524"}`},
	{"wide-9", `{"amount":2500,"order_id":"2026-11-0009","service":"payment_card_rub_hpp","customer_ip":"203.0.113.7","lifetime":1800,"customer_email":"anna@example.com","customer_phone":"79991234567","notification_endpoint_id":5,"customer_browser_user_agent":"Mozilla/5.0 (Windows NT 10.0)"}`},
	{"wide-10", `{"order_id":"2026-11-0010","amount":999.99,"service":"payment_sbp_rub","desc":"Заказ 10","customer_ip":"203.0.113.8","customer_account":"client-1024","customer_first_name":"Анна","customer_last_name":"Ёжикова","success_redirect_id":1,"customer_browser_user_agent":"Mozilla/5.0 (iPhone)"}`},
	{"balance", `[]`},
	{"sparse", `{"order_id":"S-1","amount":700,"service":"payment_card_rub_hpp","desc":null,"customer_ip":"18.191.80.10","customer_email":"","customer_phone":null,"customer_browser_user_agent":"Mozilla/5.0"}`},
	{"one-null", `{"order_id":"S-2","amount":"700","service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","desc":null,"customer_browser_user_agent":"Mozilla/5.0 Edge"}`},
	{"one-blank", `{"order_id":"S-3","amount":700,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","desc":"","customer_browser_user_agent":"Mozilla/5.0 Edge"}`},
	{"flags", `{"order_id":"F-1","amount":300,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","is_test":true,"is_partial":false,"customer_browser_user_agent":"Mozilla/5.0"}`},
	{"marks", `{"order_id":"M-1","amount":50,"service":"payment_card_rub_hpp","desc":"<b>\"Tom & Jerry\"</b> 50%","customer_last_name":"O'Neill","customer_ip":"18.191.80.10","customer_browser_user_agent":"Mozilla/5.0 a\\b"}`},
	{"accents", `{"order_id":"É-1","amount":80,"service":"payment_card_rub_hpp","customer_first_name":"Zoë","customer_last_name":"Núñez","customer_city":"Йошкар-Ола","customer_ip":"18.191.80.10","customer_browser_user_agent":"Mozilla/5.0"}`},
	{"accents-latin", `{"order_id":"L-1","amount":81,"service":"payment_card_rub_hpp","customer_first_name":"Zoë","customer_last_name":"Müller","customer_ip":"18.191.80.10"}`},
	{"untidy", `{"order_id":" U-17 ","amount":500,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","customer_email":"Payer@Example.com","customer_phone":"+79991234567","success_redirect_url":"https://shop.example/ok/","desc":"Order & more","customer_browser_user_agent":"Mozilla/5.0"}`},
	{"tidy", `{"order_id":"u-18","amount":"500","service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","customer_email":"payer@example.com","customer_phone":"79991234567","success_redirect_url":"https://shop.example/ok","desc":"Order 18","customer_browser_user_agent":"Mozilla/5.0"}`},
	{"large", `{"order_id":"B-1","amount":12345678.0,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","lifetime":900,"customer_browser_user_agent":"Mozilla/5.0"}`},
	{"tenth", `{"order_id":"T-1","amount":0.1,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","customer_browser_user_agent":"Mozilla/5.0"}`},
	{"nested", `{"order_id":"po-18","amount":"1000.00","service":"payout_card_rub","number":"4111111111111111","extra":{"card_holder":"ANNA IVANOVA","card_exp_year":"29","card_exp_month":"08","card_country":"TR"}}`},
	{"nested-nulls", `{"order_id":"po-19","amount":1500.5,"service":"payout_card_rub","number":"4111111111111111","extra":{"card_exp_month":"01","card_exp_year":"29","card_country":null,"card_holder":"IVAN"}}`},
	{"nested-empty", `{"order_id":"po-20","amount":700,"extra":[],"service":"payout_sbp_rub","number":"79991234567"}`},
	{"wrapped", `{"data":{"order_id":"W-1","amount":500,"service":"payment_card_rub_hpp","customer_ip":"18.191.80.10"}}`},
}

// everywhere are the datasets on which a mistake is tried where it names none.
var everywhere = []string{"documented", "cyrillic", "payout", "status", "wide-9", "wide-10", "text-amount", "floats", "marks", "sparse", "balance"}

func data(name string) string {
	for _, d := range datasets {
		if d.name == name {
			return d.text
		}
	}
	panic("no dataset " + name)
}
