//go:build js && wasm

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"syscall/js"
)

// fetcher sends requests by the Worker's fetch: with the exact bytes and their
// Content-Length, until the context ends, following nothing. The transport of
// syumai/workers streams, which sends chunks, and does not look at the context;
// Go's own calls fetch in a way that workerd refuses.
type fetcher struct {
	most int64 // bytes of an answer that are read
}

var (
	global     = js.Global()
	uint8Array = global.Get("Uint8Array")
)

// RoundTrip does as http.RoundTripper says. The answer's body is there whole
// when it returns, cut after one byte more than most, so that a reader with the
// same limit sees that it was too much.
func (f fetcher) RoundTrip(request *http.Request) (*http.Response, error) {
	options := global.Get("Object").New()
	options.Set("method", request.Method)
	options.Set("redirect", "manual")
	headers := global.Get("Headers").New()
	for name, values := range request.Header {
		headers.Call("set", name, strings.Join(values, ", "))
	}
	options.Set("headers", headers)
	if request.Body != nil {
		body, err := io.ReadAll(request.Body)
		request.Body.Close()
		if err != nil {
			return nil, err
		}
		if len(body) > 0 {
			options.Set("body", toJS(body))
		}
	}
	controller := global.Get("AbortController").New()
	options.Set("signal", controller.Get("signal"))
	stop := context.AfterFunc(request.Context(), func() { controller.Call("abort") })
	defer stop()

	ctx := request.Context()
	// How far fetch comes it does not tell: from here on something may be sent.
	if trace := httptrace.ContextClientTrace(ctx); trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	answer, err := await(ctx, func() js.Value { return global.Get("fetch").Invoke(request.URL.String(), options) })
	if err != nil {
		return nil, err
	}
	body, err := f.read(ctx, answer.Get("body"))
	if err != nil {
		return nil, err
	}
	header := http.Header{}
	entries := global.Get("Array").Call("from", answer.Get("headers").Call("entries"))
	for i := range entries.Length() {
		header.Add(entries.Index(i).Index(0).String(), entries.Index(i).Index(1).String())
	}
	status := answer.Get("status").Int()
	return &http.Response{
		Status:        fmt.Sprint(status, " ", http.StatusText(status)),
		StatusCode:    status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        header,
		Body:          io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
		Request:       request,
	}, nil
}

// read takes a ReadableStream, or null, in.
func (f fetcher) read(ctx context.Context, stream js.Value) (string, error) {
	if stream.IsNull() || stream.IsUndefined() {
		return "", nil
	}
	var body strings.Builder
	reader := stream.Call("getReader")
	for {
		chunk, err := await(ctx, func() js.Value { return reader.Call("read") })
		if err != nil {
			return "", err
		}
		if chunk.Get("done").Bool() {
			return body.String(), nil
		}
		value := chunk.Get("value")
		data := make([]byte, value.Length())
		js.CopyBytesToGo(data, value)
		body.Write(data)
		if int64(body.Len()) > f.most {
			reader.Call("cancel")
			return body.String()[:f.most+1], nil
		}
	}
}

// await waits for the promise that call makes, no longer than the context lasts.
func await(ctx context.Context, call func() js.Value) (value js.Value, err error) {
	if err := ctx.Err(); err != nil {
		return js.Undefined(), err
	}
	settled := make(chan struct{})
	fulfil := js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		value = arguments[0]
		close(settled)
		return nil
	})
	defer fulfil.Release()
	reject := js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		err = errors.New(arguments[0].Call("toString").String())
		close(settled)
		return nil
	})
	defer reject.Release()
	promise, err := attempt(call)
	if err != nil {
		return js.Undefined(), err
	}
	promise.Call("then", fulfil, reject)
	// An abort rejects what it stops, so that nothing is left to come when this returns.
	<-settled
	if ctx.Err() != nil {
		return js.Undefined(), ctx.Err()
	}
	return value, err
}

// attempt turns what call throws into an error.
func attempt(call func() js.Value) (value js.Value, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("%v", thrown)
		}
	}()
	return call(), nil
}

func toJS(data []byte) js.Value {
	array := uint8Array.New(len(data))
	js.CopyBytesToJS(array, data)
	return array
}
