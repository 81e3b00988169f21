package api

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"<%= go_module %>/internal/store"
)

const notFound = "There is no such <%= entity_words %>."

func (a *API) list(c *gin.Context) {
	page, ok := readPage(c)
	if !ok {
		return
	}
	items, err := a.store.List(c.Request.Context(), page)
	if err != nil {
		failUnexpectedly(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"items": items, "limit": page.Limit, "offset": page.Offset})
}

func (a *API) create(c *gin.Context) {
	fields, ok := readFields(c)
	if !ok {
		return
	}
	item, err := a.store.Create(c.Request.Context(), fields)
	if err != nil {
		failUnexpectedly(c, err)
		return
	}
	c.Header("Location", "/api/v1/<%= plural_kebab %>/"+item.ID)
	c.JSON(http.StatusCreated, item)
}

func (a *API) get(c *gin.Context) {
	id, ok := readID(c)
	if !ok {
		return
	}
	item, err := a.store.Get(c.Request.Context(), id)
	answer(c, item, err)
}

func (a *API) update(c *gin.Context) {
	id, ok := readID(c)
	if !ok {
		return
	}
	fields, ok := readFields(c)
	if !ok {
		return
	}
	item, err := a.store.Update(c.Request.Context(), id, fields)
	answer(c, item, err)
}

func (a *API) remove(c *gin.Context) {
	id, ok := readID(c)
	if !ok {
		return
	}
	switch err := a.store.Delete(c.Request.Context(), id); {
	case errors.Is(err, store.ErrNotFound):
		fail(c, http.StatusNotFound, notFound)
	case err != nil:
		failUnexpectedly(c, err)
	default:
		c.Status(http.StatusNoContent)
	}
}

// readID reads the id in the path. When it cannot be one the request has been answered.
func readID(c *gin.Context) (string, bool) {
	id := strings.ToLower(c.Param("id"))
	if !idPattern.MatchString(id) {
		fail(c, http.StatusNotFound, notFound)
		return "", false
	}
	return id, true
}

func answer(c *gin.Context, item store.<%= entity_class %>, err error) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		fail(c, http.StatusNotFound, notFound)
	case err != nil:
		failUnexpectedly(c, err)
	default:
		c.JSON(http.StatusOK, item)
	}
}
