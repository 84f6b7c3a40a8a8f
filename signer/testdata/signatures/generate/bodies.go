package main

import (
	"bytes"
	"strconv"
)

type body struct {
	name     string
	text     []byte
	everyKey bool
}

// documented is the request of AliKassa's samples as PHP writes it.
const documented = `{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla\/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko\/20100101 Firefox\/84.0","customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}`

// bodies are what is signed: requests, bytes that are no text, and the lengths
// at which SHA-1's last block changes its shape.
func bodies() []body {
	all := []body{
		{"documented", []byte(documented), true},
		{"balance", []byte("[]"), true},
		{"empty", nil, true},
		{"utf-8", []byte(`{"desc":"Заказ №17 — 😀"}`), false},
		{"line-break", []byte("{\"a\":1}\r\n"), false},
		{"nul", []byte("a\x00b\x00"), false},
		{"not-utf-8", []byte("\xff\xfe\xc0\xaf\xed\xa0\x80"), false},
		{"long", bytes.Repeat([]byte(documented), 64), false},
	}
	for _, length := range []int{55, 56, 63, 64, 65} {
		all = append(all, body{"block-" + strconv.Itoa(length), bytes.Repeat([]byte("a"), length), false})
	}
	return all
}
