package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	// The driver registers itself as "postgres"
	_ "github.com/lib/pq"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Any number will do, as long as every process that migrates this database takes the same.
const migrationLock = 7221001

const columns = `id, name, description, price, created_at, updated_at`

// Postgresql keeps <%= plural_words %> in a PostgreSQL database.
type Postgresql struct {
	pool *sql.DB
}

// OpenPostgresql makes the store; it connects with the first query.
func OpenPostgresql(url string) (*Postgresql, error) {
	pool, err := sql.Open("postgres", url)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(10)
	pool.SetMaxIdleConns(10)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return &Postgresql{pool: pool}, nil
}

// List tells a part of the <%= plural_words %>, oldest first.
func (p *Postgresql) List(ctx context.Context, page Page) ([]<%= entity_class %>, error) {
	rows, err := p.pool.QueryContext(ctx,
		`SELECT `+columns+` FROM "<%= plural_snake %>" ORDER BY created_at, id LIMIT $1 OFFSET $2`,
		page.Limit, page.Offset)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	items := []<%= entity_class %>{}
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, rows.Err()
}

// Create adds a <%= entity_words %>.
func (p *Postgresql) Create(ctx context.Context, fields Fields) (<%= entity_class %>, error) {
	id, err := newID()
	if err != nil {
		return <%= entity_class %>{}, err
	}
	return scan(p.pool.QueryRowContext(ctx,
		`INSERT INTO "<%= plural_snake %>" (id, name, description, price) VALUES ($1, $2, $3, $4) RETURNING `+columns,
		id, fields.Name, fields.Description, fields.Price))
}

// Get finds a <%= entity_words %>.
func (p *Postgresql) Get(ctx context.Context, id string) (<%= entity_class %>, error) {
	return scan(p.pool.QueryRowContext(ctx, `SELECT `+columns+` FROM "<%= plural_snake %>" WHERE id = $1`, id))
}

// Update replaces a <%= entity_words %>.
func (p *Postgresql) Update(ctx context.Context, id string, fields Fields) (<%= entity_class %>, error) {
	return scan(p.pool.QueryRowContext(ctx,
		`UPDATE "<%= plural_snake %>" SET name = $2, description = $3, price = $4, updated_at = clock_timestamp()
		 WHERE id = $1 RETURNING `+columns,
		id, fields.Name, fields.Description, fields.Price))
}

// Delete removes a <%= entity_words %>.
func (p *Postgresql) Delete(ctx context.Context, id string) error {
	result, err := p.pool.ExecContext(ctx, `DELETE FROM "<%= plural_snake %>" WHERE id = $1`, id)
	if err != nil {
		return err
	}
	if deleted, err := result.RowsAffected(); err != nil || deleted > 0 {
		return err
	}
	return ErrNotFound
}

// Ping fails when the database does not answer.
func (p *Postgresql) Ping(ctx context.Context) error {
	var one int
	return p.pool.QueryRowContext(ctx, `SELECT 1`).Scan(&one)
}

// Close closes the connections.
func (p *Postgresql) Close() error { return p.pool.Close() }

// Migrate applies the migrations that are new; processes that do so wait for one another.
func (p *Postgresql) Migrate(ctx context.Context) ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	// The lock belongs to one connection, and ends with it
	connection, err := p.pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	if _, err := connection.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, migrationLock); err != nil {
		return nil, err
	}
	defer connection.ExecContext(context.Background(), `SELECT pg_advisory_unlock($1)`, migrationLock)
	_, err = connection.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS schema_migrations
		(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`)
	if err != nil {
		return nil, err
	}

	done := []string{}
	for _, name := range names {
		isNew, err := apply(ctx, connection, name)
		if err != nil {
			return done, fmt.Errorf("the migration %s failed: %w", name, err)
		}
		if isNew {
			done = append(done, name)
		}
	}
	return done, nil
}

// apply runs one migration, unless it ran before: all of it, or nothing.
func apply(ctx context.Context, connection *sql.Conn, name string) (bool, error) {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return false, err
	}
	transaction, err := connection.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer transaction.Rollback()
	result, err := transaction.ExecContext(ctx,
		`INSERT INTO schema_migrations (name) VALUES ($1) ON CONFLICT DO NOTHING`, name)
	if err != nil {
		return false, err
	}
	if inserted, err := result.RowsAffected(); err != nil || inserted == 0 {
		return false, err
	}
	if _, err := transaction.ExecContext(ctx, string(text)); err != nil {
		return false, err
	}
	return true, transaction.Commit()
}

func scan(row interface{ Scan(...interface{}) error }) (<%= entity_class %>, error) {
	var item <%= entity_class %>
	err := row.Scan(&item.ID, &item.Name, &item.Description, &item.Price, &item.CreatedAt, &item.UpdatedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return item, ErrNotFound
	}
	item.CreatedAt = item.CreatedAt.UTC()
	item.UpdatedAt = item.UpdatedAt.UTC()
	return item, err
}
