// Package config reads the settings from environment variables, and refuses what would fail later.
package config

import (
	"errors"
<% if database != 'none' %>
	"regexp"
<% endif %>
	"strconv"
	"strings"
)

// Settings are what the service can be told from outside.
type Settings struct {
	Service     string
	Environment string
	LogLevel    string
	Port        int
	DatabaseURL string
}

<% if database != 'none' %>
var placeholder = regexp.MustCompile(`(?i)change-?me|placeholder`)

<% endif %>
// Load reads the settings with a function such as os.Getenv. The error names every setting that is wrong.
func Load(getenv func(string) string) (Settings, error) {
	var complaints []string
	settings := Settings{
		Service:     <%= service_kebab | json_string %>,
		Environment: or(getenv("APP_ENV"), "production"),
		LogLevel:    strings.ToLower(or(getenv("LOG_LEVEL"), "info")),
	}

	if !oneOf(settings.Environment, "development", "test", "production") {
		complaints = append(complaints, "APP_ENV must be one of development, test, production")
	}
	if !oneOf(settings.LogLevel, "debug", "info", "warn", "error") {
		complaints = append(complaints, "LOG_LEVEL must be one of debug, info, warn, error")
	}
	port, err := strconv.Atoi(or(getenv("PORT"), "<%= port %>"))
	if err != nil || port < 0 || port > 65535 {
		complaints = append(complaints, "PORT must be a number from 0 to 65535")
	}
	settings.Port = port
<%= slot("config_database") %>

	if len(complaints) > 0 {
		return Settings{}, errors.New("the configuration is not usable: " + strings.Join(complaints, "; "))
	}
	return settings, nil
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func oneOf(value string, allowed ...string) bool {
	for _, candidate := range allowed {
		if value == candidate {
			return true
		}
	}
	return false
}
