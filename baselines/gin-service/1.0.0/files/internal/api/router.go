// Package api answers the requests.
package api

import (
	"net/http"
	"sync/atomic"

	"github.com/gin-gonic/gin"
	"github.com/rs/zerolog"

	"<%= go_module %>/internal/store"
)

// API is the service without a port: tests call it directly.
type API struct {
	store    store.Store
	engine   *gin.Engine
	stopping atomic.Bool
}

// New makes the service on top of a store.
func New(items store.Store, log zerolog.Logger) *API {
	gin.SetMode(gin.ReleaseMode)
	api := &API{store: items, engine: gin.New()}
	r := api.engine
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	r.Use(requestID(log), accessLog, recovery(), deadline)

	r.NoRoute(func(c *gin.Context) {
		fail(c, http.StatusNotFound, "There is nothing at "+c.Request.URL.Path+".")
	})
	r.NoMethod(func(c *gin.Context) {
		fail(c, http.StatusMethodNotAllowed, c.Request.Method+" is not possible here.")
	})

	r.GET("/health", api.health)
	r.GET("/ready", api.ready)

	v1 := r.Group("/api/v1/<%= plural_kebab %>")
	v1.GET("", api.list)
	v1.POST("", api.create)
	v1.GET("/:id", api.get)
	v1.PUT("/:id", api.update)
	v1.DELETE("/:id", api.remove)
	return api
}

// Handler answers requests.
func (a *API) Handler() http.Handler { return a.engine }

// Stopping makes the service say that it is not ready any more.
func (a *API) Stopping() { a.stopping.Store(true) }
