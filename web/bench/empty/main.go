// Command empty is a Go program that does nothing: what it takes to start is
// what every Go program takes, and what the engine is held against.
package main

func main() {}
