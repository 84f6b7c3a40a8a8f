package operation

// payoutStatus asks for a payout by the merchant's ID or by AliKassa's.
var payoutStatus = Operation{
	Name:        "payout-status",
	Title:       "Payout status",
	Path:        "v1/payout/status",
	Certificate: payouts,
	AsksFor:     "payout",
	Fields: []Field{
		{Name: "order_id", Type: "string", Documented: "string (128)", MaxLength: 128,
			Description: "Your unique ID", Meaning: "your own ID of the payout", Example: "1785153600"},
		{Name: "id", Type: "string", Documented: "string (128)", MaxLength: 128,
			Description: "AliKassa payout ID", Meaning: "AliKassa's ID of the payout", Example: "100001524"},
	},
	OneOf: [][]string{{"order_id", "id"}},
}
