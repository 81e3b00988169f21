package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/rs/zerolog"
)

const pingTimeout = 2 * time.Second

// health answers as long as the process serves requests; it asks no dependency.
func (a *API) health(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"status": "ok"})
}

// ready answers 503 when no requests should come: the database is down, or the service stops.
func (a *API) ready(c *gin.Context) {
	if a.stopping.Load() {
		fail(c, http.StatusServiceUnavailable, "The service is stopping.")
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), pingTimeout)
	defer cancel()
	if err := a.store.Ping(ctx); err != nil {
		zerolog.Ctx(ctx).Warn().Err(err).Msg("The database does not answer")
		fail(c, http.StatusServiceUnavailable, "The database does not answer.")
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ok"})
}
