package gateway

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// migrations are the schema, in the order of their names. Wrangler applies the
// same files to D1.
//
//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings a database to the schema. It is for SQLite: it keeps what it
// has applied in user_version, and D1 has tools of its own.
func Migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	var applied int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&applied); err != nil {
		return err
	}
	if applied > len(files) {
		return fmt.Errorf("the database is of a newer version: it has schema %d, this program knows %d", applied, len(files))
	}
	for i, file := range files[applied:] {
		text, err := fs.ReadFile(migrations, file)
		if err != nil {
			return err
		}
		var script strings.Builder
		fmt.Fprintf(&script, "BEGIN IMMEDIATE;\n%s\nPRAGMA user_version = %d;\nCOMMIT;", text, applied+i+1)
		if _, err := db.ExecContext(ctx, script.String()); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}
