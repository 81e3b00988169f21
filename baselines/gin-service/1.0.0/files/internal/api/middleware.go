package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/rs/zerolog"

	"<%= go_module %>/internal/logging"
)

const (
	requestIDHeader = "X-Request-Id"
	requestTimeout  = 10 * time.Second
)

var requestIDPattern = regexp.MustCompile(`^[A-Za-z0-9._-]{1,128}$`)

// requestID gives every request an id, the one it came with or a new one, and a logger that knows it.
func requestID(log zerolog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		id := c.GetHeader(requestIDHeader)
		if !requestIDPattern.MatchString(id) {
			id = newRequestID()
		}
		c.Header(requestIDHeader, id)
		c.Set(requestIDHeader, id)
		lines := logging.ForRequest(log, id)
		c.Request = c.Request.WithContext(lines.WithContext(c.Request.Context()))
		c.Next()
	}
}

func newRequestID() string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "unknown"
	}
	return hex.EncodeToString(b[:])
}

// accessLog logs one line for every request.
func accessLog(c *gin.Context) {
	start := time.Now()
	c.Next()
	zerolog.Ctx(c.Request.Context()).Info().
		Str("method", c.Request.Method).
		Str("path", c.Request.URL.Path).
		Int("status", c.Writer.Status()).
		Float64("duration_ms", float64(time.Since(start).Microseconds())/1000).
		Msg("Answered")
}

// recovery turns panics into answers.
func recovery() gin.HandlerFunc {
	return gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, cause interface{}) {
		zerolog.Ctx(c.Request.Context()).Error().
			Str("error", fmt.Sprint(cause)).
			Bytes("stack", debug.Stack()).
			Msg("The request failed")
		fail(c, http.StatusInternalServerError, unexpected)
	})
}

// deadline ends what takes too long.
func deadline(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), requestTimeout)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}
