// Package samples runs programs as merchants do, and AliKassa's documented
// samples among them: for the tests that compare with the live runtimes.
package samples

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A Program is how the source of one is built and run.
type Program struct {
	File        string   // what the source is called
	Build       []string // nil: none; run in the folder of the file
	Run         []string
	Environment []string
}

const javaClasses = "/usr/share/java/jackson-annotations.jar:/usr/share/java/jackson-core.jar:" +
	"/usr/share/java/jackson-databind.jar:/usr/share/java/bcprov.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcutil.jar"

var java = []string{"java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", javaClasses}

// Java returns the command that runs a source, with the libraries that the
// documentation names, and the options that make a short-lived one quick to start.
func Java() []string { return slices.Clone(java) }

// Prepare writes the program into the folder and builds it.
func (p Program) Prepare(t testing.TB, folder, source string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(folder, p.File), []byte(source), 0o600))
	if p.Build != nil {
		output, err := p.command(folder, p.Build)
		require.NoError(t, err, "%s", output)
	}
}

// Start runs the prepared program to its end, and returns what it printed.
func (p Program) Start(folder string) (string, error) { return p.command(folder, p.Run) }

// command runs in a bare C locale, in which no program may depend on the
// encoding of its source.
func (p Program) command(folder string, arguments []string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, arguments[0], arguments[1:]...)
	command.Dir = folder
	command.Env = append(os.Environ(), "LC_ALL=C", "NO_PROXY=*", "no_proxy=*", "GO111MODULE=off")
	command.Env = append(command.Env, p.Environment...)
	output, err := command.CombinedOutput()
	return string(output), err
}
