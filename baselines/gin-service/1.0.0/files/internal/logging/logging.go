// Package logging writes one JSON object a line.
package logging

import (
	"io"
	"time"

	"github.com/rs/zerolog"
)

func init() {
	zerolog.TimestampFieldName = "timestamp"
	zerolog.TimeFieldFormat = "2006-01-02T15:04:05.000Z07:00"
	zerolog.TimestampFunc = func() time.Time { return time.Now().UTC() }
}

// New is the logger that those of the requests are made from.
func New(out io.Writer, service, level string) zerolog.Logger {
	least, err := zerolog.ParseLevel(level)
	if err != nil {
		least = zerolog.InfoLevel
	}
	return zerolog.New(out).Level(least).With().Timestamp().Str("service", service).Logger()
}

// ForRequest is the logger of one request: every line carries its id.
func ForRequest(log zerolog.Logger, id string) zerolog.Logger {
	return log.With().Str("request_id", id).Logger()
}

// OutsideRequests is the logger of everything that belongs to no request.
func OutsideRequests(log zerolog.Logger) zerolog.Logger {
	return log.With().Interface("request_id", nil).Logger()
}
