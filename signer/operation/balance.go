package operation

// balance asks for the account's balance. It has no fields: the documented
// sample signs what PHP's json_encode makes of an empty array, the two bytes [].
var balance = Operation{
	Name:        "balance",
	Title:       "Account balance",
	Path:        "v1/account/balance",
	Certificate: payouts,
}
