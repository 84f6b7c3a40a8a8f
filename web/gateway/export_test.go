package gateway

// SetMaxRequestBytes sets what the inspector keeps in all, until restore.
func SetMaxRequestBytes(n int64) (restore func()) {
	old := maxRequestBytes
	maxRequestBytes = n
	return func() { maxRequestBytes = old }
}

// Owned are the gateway's paths.
var Owned = owned

// HoldsPrivateKey tells whether a private key stands in a text.
var HoldsPrivateKey = holdsPrivateKey
