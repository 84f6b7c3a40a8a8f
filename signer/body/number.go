package body

import (
	"math"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

func isInteger(n string) bool { return !strings.ContainsAny(n, ".eE") }

func fitsInt64(n string) bool {
	_, err := strconv.ParseInt(n, 10, 64)
	return err == nil
}

func toFloat(n string) float64 {
	f, _ := strconv.ParseFloat(n, 64)
	return f
}

func infinite(n string) *fault.Error {
	return fault.New("not-encodable", "The number "+quote(n)+" is too large.")
}

func phpNumber(dst []byte, n string, _ *rules) ([]byte, *fault.Error) {
	if isInteger(n) && fitsInt64(n) {
		return appendInteger(dst, n), nil
	}
	f := toFloat(n)
	if math.IsInf(f, 0) {
		return dst, infinite(n)
	}
	return phpFloat.append(dst, f), nil
}

func nodeNumber(dst []byte, n string, _ *rules) ([]byte, *fault.Error) {
	f := toFloat(n)
	if math.IsInf(f, 0) {
		return append(dst, "null"...), nil
	}
	if f == 0 {
		f = 0
		return append(dst, '0'), nil
	}
	return nodeFloat.append(dst, f), nil
}

func pythonNumber(dst []byte, n string, _ *rules) ([]byte, *fault.Error) {
	if isInteger(n) {
		return appendInteger(dst, n), nil
	}
	f := toFloat(n)
	if math.IsInf(f, 0) {
		return dst, infinite(n)
	}
	return pythonFloat.append(dst, f), nil
}

func appendInteger(dst []byte, n string) []byte {
	if n == "-0" {
		n = "0"
	}
	return append(dst, n...)
}
