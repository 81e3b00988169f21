package store

import (
	"context"
	"errors"
	"regexp"
	"testing"
	"time"
)

// stores are the stores that every test runs against.
var stores = map[string]func(t *testing.T) Store{
	"memory": func(*testing.T) Store { return NewMemory() },
}

// empty is a store without <%= plural_words %>.
func empty(t *testing.T, open func(*testing.T) Store) Store {
	t.Helper()
	s := open(t)
	t.Cleanup(func() { s.Close() })
	ctx := context.Background()
	if _, err := s.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	items, err := s.List(ctx, Page{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if err := s.Delete(ctx, item.ID); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestLifeOfOne(t *testing.T) {
	for kind, open := range stores {
		t.Run(kind, func(t *testing.T) {
			s, ctx := empty(t, open), context.Background()
			text := "One of many"
			created, err := s.Create(ctx, Fields{Name: "First", Description: &text, Price: 12.5})
			if err != nil {
				t.Fatal(err)
			}
			if !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(created.ID) {
				t.Errorf("%q is not a UUID", created.ID)
			}
			read, err := s.Get(ctx, created.ID)
			if err != nil || read.Name != "First" || read.Description == nil || *read.Description != text ||
				read.Price != 12.5 || !read.CreatedAt.Equal(created.CreatedAt) {
				t.Errorf("created %+v, read %+v: %v", created, read, err)
			}

			// The clock must move on for UpdatedAt to show it
			time.Sleep(2 * time.Millisecond)
			updated, err := s.Update(ctx, created.ID, Fields{Name: "Second", Price: 0.29})
			if err != nil || updated.Name != "Second" || updated.Description != nil || updated.Price != 0.29 ||
				!updated.CreatedAt.Equal(created.CreatedAt) || !updated.UpdatedAt.After(created.UpdatedAt) {
				t.Errorf("updated to %+v: %v", updated, err)
			}

			if err := s.Delete(ctx, created.ID); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Get(ctx, created.ID); !errors.Is(err, ErrNotFound) {
				t.Errorf("after the deletion: %v", err)
			}
		})
	}
}

func TestUnknownIDs(t *testing.T) {
	const unknown = "00000000-0000-4000-8000-000000000000"
	for kind, open := range stores {
		t.Run(kind, func(t *testing.T) {
			s, ctx := empty(t, open), context.Background()
			_, getError := s.Get(ctx, unknown)
			_, updateError := s.Update(ctx, unknown, Fields{Name: "x"})
			for _, err := range []error{getError, updateError, s.Delete(ctx, unknown)} {
				if !errors.Is(err, ErrNotFound) {
					t.Errorf("%v, and not %v", err, ErrNotFound)
				}
			}
		})
	}
}

func TestPages(t *testing.T) {
	for kind, open := range stores {
		t.Run(kind, func(t *testing.T) {
			s, ctx := empty(t, open), context.Background()
			for _, name := range []string{"a", "b", "c"} {
				if _, err := s.Create(ctx, Fields{Name: name}); err != nil {
					t.Fatal(err)
				}
			}
			cases := []struct {
				page Page
				want string
			}{
				{Page{Limit: 10}, "abc"},
				{Page{Limit: 1, Offset: 1}, "b"},
				{Page{Limit: 10, Offset: 2}, "c"},
				{Page{Limit: 10, Offset: 3}, ""},
				{Page{Limit: 10, Offset: 9}, ""},
			}
			for _, c := range cases {
				items, err := s.List(ctx, c.page)
				if err != nil || items == nil {
					t.Fatalf("%+v: %v, %v", c.page, items, err)
				}
				got := ""
				for _, item := range items {
					got += item.Name
				}
				if got != c.want {
					t.Errorf("%+v: %q, and not %q", c.page, got, c.want)
				}
			}
		})
	}
}
