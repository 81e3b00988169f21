// Package store keeps <%= plural_words %>.
package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"
)

// ErrNotFound says that nothing has the id.
var ErrNotFound = errors.New("not found")

// Fields are what a client sets.
type Fields struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Price       float64 `json:"price"`
}

// <%= entity_class %> is a <%= entity_words %> as clients see it.
type <%= entity_class %> struct {
	ID string `json:"id"`
	Fields
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// Page is a part of a list.
type Page struct {
	Limit  int
	Offset int
}

// Store keeps <%= plural_words %>. Get, Update and Delete fail with ErrNotFound when nothing has the id.
type Store interface {
	List(ctx context.Context, page Page) ([]<%= entity_class %>, error)
	Create(ctx context.Context, fields Fields) (<%= entity_class %>, error)
	Get(ctx context.Context, id string) (<%= entity_class %>, error)
	Update(ctx context.Context, id string, fields Fields) (<%= entity_class %>, error)
	Delete(ctx context.Context, id string) error
	// Ping fails when the store cannot be used.
	Ping(ctx context.Context) error
	// Migrate brings the store up to date, and tells the names of the migrations that were new.
	Migrate(ctx context.Context) ([]string, error)
	Close() error
}

// newID is a random UUID (RFC 9562, version 4).
func newID() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
