package api

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/rs/zerolog"
)

const unexpected = "Something went wrong here. The request id helps to find out what."

// fieldError says what is wrong with one field or parameter.
type fieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// problem is an answer that is not a success, in the form of RFC 9457.
type problem struct {
	Type      string       `json:"type"`
	Title     string       `json:"title"`
	Status    int          `json:"status"`
	Detail    string       `json:"detail"`
	Instance  string       `json:"instance"`
	RequestID string       `json:"request_id"`
	Errors    []fieldError `json:"errors,omitempty"`
}

// fail answers with a problem, and ends the request.
func fail(c *gin.Context, status int, detail string, errors ...fieldError) {
	body, err := json.Marshal(problem{
		Type:      "about:blank",
		Title:     http.StatusText(status),
		Status:    status,
		Detail:    detail,
		Instance:  c.Request.URL.RequestURI(),
		RequestID: c.GetString(requestIDHeader),
		Errors:    errors,
	})
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Abort()
	c.Data(status, "application/problem+json", body)
}

// failUnexpectedly logs an error that nobody expected; the client learns nothing of it.
func failUnexpectedly(c *gin.Context, err error) {
	zerolog.Ctx(c.Request.Context()).Error().Err(err).Msg("The request failed")
	fail(c, http.StatusInternalServerError, unexpected)
}
