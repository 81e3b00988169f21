package config

import (
	"strings"
	"testing"
)

func load(pairs ...string) (Settings, error) {
	values := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return Load(func(name string) string { return values[name] })
}

func TestDefaults(t *testing.T) {
	settings, err := load("DATABASE_URL", "postgresql://user:secret@db:5432/<%= service_snake %>")
	if err != nil {
		t.Fatal(err)
	}
	if settings.Environment != "production" || settings.LogLevel != "info" || settings.Port != <%= port %> {
		t.Errorf("unexpected defaults: %+v", settings)
	}
}

func TestEveryWrongSettingIsNamed(t *testing.T) {
	_, err := load("APP_ENV", "staging", "LOG_LEVEL", "loud", "PORT", "70000")
	if err == nil {
		t.Fatal("wrong settings are accepted")
	}
	for _, name := range []string{"APP_ENV", "LOG_LEVEL", "PORT"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named: %v", name, err)
		}
	}
}
<%= slot("test_config") %>
