// Command service serves <%= plural_words %> over HTTP.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"<%= go_module %>/internal/api"
	"<%= go_module %>/internal/config"
	"<%= go_module %>/internal/logging"
	"<%= go_module %>/internal/store"
)

const (
	shutdownTimeout  = 20 * time.Second
	migrationTimeout = 5 * time.Minute

	exitUsage  = 64
	exitConfig = 78
)

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(arguments []string) int {
	command := "serve"
	if len(arguments) > 0 {
		command = arguments[0]
	}
	if len(arguments) > 1 {
		command = "too many arguments"
	}

	settings, err := config.Load(os.Getenv)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitConfig
	}
	log := logging.New(os.Stdout, settings.Service, settings.LogLevel)

	switch command {
	case "serve":
		err = serve(settings, log)
	case "migrate":
		err = migrate(settings, log)
	case "healthcheck":
		err = healthcheck(settings)
	default:
		fmt.Fprintln(os.Stderr, "usage: service [serve | migrate | healthcheck]")
		return exitUsage
	}
	if err != nil {
		lines := logging.OutsideRequests(log)
		lines.Error().Err(err).Msg("The command " + command + " failed")
		return 1
	}
	return 0
}

// serve answers requests until the system asks the process to stop, and finishes those that run.
func serve(settings config.Settings, log zerolog.Logger) error {
	lines := logging.OutsideRequests(log)
	items, err := store.Open(settings.DatabaseURL, lines)
	if err != nil {
		return err
	}
	defer items.Close()

	service := api.New(items, log)
	server := &http.Server{
		Handler:           service.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", settings.Port))
	if err != nil {
		return err
	}

	stop, forget := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer forget()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	lines.Info().Stringer("address", listener.Addr()).Str("environment", settings.Environment).Msg("Started")

	select {
	case err := <-failed:
		return err
	case <-stop.Done():
	}
	// A second signal ends the process at once
	forget()
	service.Stopping()
	lines.Info().Msg("Stopping: requests that run are finished first")
	deadline, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil {
		return fmt.Errorf("requests took too long and were given up: %w", err)
	}
	lines.Info().Msg("Stopped")
	return nil
}

// migrate brings the database up to date.
func migrate(settings config.Settings, log zerolog.Logger) error {
	lines := logging.OutsideRequests(log)
	items, err := store.Open(settings.DatabaseURL, lines)
	if err != nil {
		return err
	}
	defer items.Close()

	deadline, cancel := context.WithTimeout(context.Background(), migrationTimeout)
	defer cancel()
	done, err := items.Migrate(deadline)
	if err != nil {
		return err
	}
	lines.Info().Strs("done", done).Msg("The database is up to date")
	return nil
}

// healthcheck asks the running service how it is; the image has no other program that could.
func healthcheck(settings config.Settings) error {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get(fmt.Sprintf("http://127.0.0.1:%d/health", settings.Port))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the service answers %s", response.Status)
	}
	return nil
}
