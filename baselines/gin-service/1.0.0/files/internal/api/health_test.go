package api

import (
	"net/http"
	"testing"
)

func TestHealthy(t *testing.T) {
	s := newService(t)
	s.want(t, http.StatusOK, "GET", "/health", "")
	s.want(t, http.StatusOK, "GET", "/ready", "")
}

func TestDatabaseDown(t *testing.T) {
	s := newBrokenService(t)
	s.want(t, http.StatusOK, "GET", "/health", "")
	s.want(t, http.StatusServiceUnavailable, "GET", "/ready", "")
}

func TestStopping(t *testing.T) {
	s := newService(t)
	s.api.Stopping()
	s.want(t, http.StatusOK, "GET", "/health", "")
	s.want(t, http.StatusServiceUnavailable, "GET", "/ready", "")
}
