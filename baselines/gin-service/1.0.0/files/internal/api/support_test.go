package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"<%= go_module %>/internal/logging"
	"<%= go_module %>/internal/store"
)

var errBroken = errors.New("connection refused")

// brokenStore is a store whose database is down.
type brokenStore struct{ store.Store }

func (brokenStore) Ping(context.Context) error { return errBroken }

func (brokenStore) List(context.Context, store.Page) ([]store.<%= entity_class %>, error) {
	return nil, errBroken
}

// service is the API with a store of its own, and the lines it logs.
type service struct {
	api   *API
	lines *bytes.Buffer
}

func newService(t *testing.T) service { return serviceWith(t, store.NewMemory()) }

func newBrokenService(t *testing.T) service { return serviceWith(t, brokenStore{store.NewMemory()}) }

func serviceWith(t *testing.T, items store.Store) service {
	t.Helper()
	lines := &bytes.Buffer{}
	return service{api: New(items, logging.New(lines, "<%= service_kebab %>", "debug")), lines: lines}
}

// answered is what came back.
type answered struct {
	header http.Header
	text   string
	body   map[string]interface{}
}

// want sends a request and expects a status; failures have to be problems. Headers are name, value, name, value.
func (s service) want(t *testing.T, status int, method, path, body string, headers ...string) answered {
	t.Helper()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	s.api.Handler().ServeHTTP(recorder, request)

	got := answered{header: recorder.Header(), text: recorder.Body.String()}
	if recorder.Code != status {
		t.Fatalf("%s %s %.80s: %d, and not %d: %s", method, path, body, recorder.Code, status, got.text)
	}
	if status >= http.StatusBadRequest && got.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s %s: the answer is no problem: %v", method, path, got.header)
	}
	if got.text != "" {
		if err := json.Unmarshal([]byte(got.text), &got.body); err != nil {
			t.Fatal(err)
		}
	}
	return got
}
