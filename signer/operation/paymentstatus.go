package operation

// paymentStatus asks for a payment by the merchant's ID or by AliKassa's.
var paymentStatus = Operation{
	Name:        "payment-status",
	Title:       "Payment status",
	Path:        "v1/payment/status",
	Certificate: payments,
	AsksFor:     "payment",
	Fields: []Field{
		{Name: "order_id", Type: "string", Documented: "string (128)", MaxLength: 128,
			Description: "Your unique ID", Meaning: "your own ID of the payment", Example: "1785153600"},
		{Name: "id", Type: "string", Documented: "string (128)", MaxLength: 128,
			Description: "AliKassa payment ID", Meaning: "AliKassa's ID of the payment", Example: "100001524"},
	},
	OneOf: [][]string{{"order_id", "id"}},
}
