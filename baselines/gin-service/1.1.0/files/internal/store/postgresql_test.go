package store

import (
	"context"
	"os"
	"testing"
	"time"
)

// The tests delete what is in this database.
func init() {
	url := os.Getenv("TEST_DATABASE_URL")
	if url == "" {
		return
	}
	stores["PostgreSQL"] = func(t *testing.T) Store {
		s, err := OpenPostgresql(url)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestDatabaseThatIsDown(t *testing.T) {
	s, err := OpenPostgresql("postgresql://user:secret@127.0.0.1:1/x?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if s.Ping(ctx) == nil {
		t.Error("a database that is not there answers")
	}
}

func TestMigrationsRunOnce(t *testing.T) {
	open, ok := stores["PostgreSQL"]
	if !ok {
		t.Skip("TEST_DATABASE_URL is not set")
	}
	s := empty(t, open)
	done, err := s.Migrate(context.Background())
	if err != nil || len(done) != 0 {
		t.Errorf("the second time %v ran: %v", done, err)
	}
}
