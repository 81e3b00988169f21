package store

import (
	"context"
	"sync"
	"time"
)

// Memory keeps <%= plural_words %> in memory: they end with the process.
type Memory struct {
	mutex sync.RWMutex
	items []<%= entity_class %>
}

// NewMemory is an empty store.
func NewMemory() *Memory { return &Memory{} }

// List tells a part of the <%= plural_words %>, oldest first.
func (m *Memory) List(_ context.Context, page Page) ([]<%= entity_class %>, error) {
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	first, last := page.Offset, page.Offset+page.Limit
	if first > len(m.items) {
		first = len(m.items)
	}
	if last > len(m.items) {
		last = len(m.items)
	}
	return append([]<%= entity_class %>{}, m.items[first:last]...), nil
}

// Create adds a <%= entity_words %>.
func (m *Memory) Create(_ context.Context, fields Fields) (<%= entity_class %>, error) {
	id, err := newID()
	if err != nil {
		return <%= entity_class %>{}, err
	}
	now := time.Now().UTC()
	item := <%= entity_class %>{ID: id, Fields: fields, CreatedAt: now, UpdatedAt: now}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.items = append(m.items, item)
	return item, nil
}

// Get finds a <%= entity_words %>.
func (m *Memory) Get(_ context.Context, id string) (<%= entity_class %>, error) {
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	if i := m.index(id); i >= 0 {
		return m.items[i], nil
	}
	return <%= entity_class %>{}, ErrNotFound
}

// Update replaces a <%= entity_words %>.
func (m *Memory) Update(_ context.Context, id string, fields Fields) (<%= entity_class %>, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	i := m.index(id)
	if i < 0 {
		return <%= entity_class %>{}, ErrNotFound
	}
	m.items[i].Fields = fields
	m.items[i].UpdatedAt = time.Now().UTC()
	return m.items[i], nil
}

// Delete removes a <%= entity_words %>.
func (m *Memory) Delete(_ context.Context, id string) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	i := m.index(id)
	if i < 0 {
		return ErrNotFound
	}
	m.items = append(m.items[:i], m.items[i+1:]...)
	return nil
}

// Ping always succeeds.
func (m *Memory) Ping(context.Context) error { return nil }

// Migrate has nothing to do.
func (m *Memory) Migrate(context.Context) ([]string, error) { return nil, nil }

// Close has nothing to do.
func (m *Memory) Close() error { return nil }

func (m *Memory) index(id string) int {
	for i := range m.items {
		if m.items[i].ID == id {
			return i
		}
	}
	return -1
}
