package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestEveryLineIsJSONAndCarriesTheRequestID(t *testing.T) {
	s := newBrokenService(t)
	got := s.want(t, http.StatusInternalServerError, "GET", path, "", "X-Request-Id", "abc-1")
	if got.header.Get("X-Request-Id") != "abc-1" || got.body["request_id"] != "abc-1" {
		t.Errorf("the id got lost: %v", got)
	}
	if strings.Contains(got.text, errBroken.Error()) {
		t.Errorf("the answer tells too much: %s", got.text)
	}

	lines := strings.Split(strings.TrimSpace(s.lines.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	for i, level := range []string{"error", "info"} {
		var line map[string]interface{}
		if err := json.Unmarshal([]byte(lines[i]), &line); err != nil {
			t.Fatal(err)
		}
		text, _ := line["timestamp"].(string)
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			t.Error(err)
		}
		if line["level"] != level || line["message"] == "" || line["request_id"] != "abc-1" ||
			line["service"] != "<%= service_kebab %>" {
			t.Errorf("unexpected line: %v", line)
		}
	}
}

func TestIDsThatCouldBreakALogAreReplaced(t *testing.T) {
	s := newService(t)
	got := s.want(t, http.StatusOK, "GET", "/health", "", "X-Request-Id", "a b{}")
	if id := got.header.Get("X-Request-Id"); !requestIDPattern.MatchString(id) {
		t.Errorf("the id is %q", id)
	}
}

func TestPanicsAreAnswered(t *testing.T) {
	s := newService(t)
	s.api.store = nil
	s.want(t, http.StatusInternalServerError, "GET", path, "")
	if !strings.Contains(s.lines.String(), "The request failed") {
		t.Errorf("nothing was logged: %s", s.lines)
	}
}
