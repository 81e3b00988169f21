package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"<%= go_module %>/internal/store"
)

const (
	maxBody        = 100 << 10
	maxName        = 200
	maxDescription = 2000
	maxPrice       = 9999999999.99
	maxLimit       = 100
	maxOffset      = math.MaxInt32
)

var idPattern = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// readFields reads the body of a request. When it is not valid the request has been answered.
func readFields(c *gin.Context) (store.Fields, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		fail(c, http.StatusRequestEntityTooLarge, fmt.Sprintf("The body has more than %d bytes.", maxBody))
		return store.Fields{}, false
	case err != nil:
		fail(c, http.StatusBadRequest, "The body could not be read.")
		return store.Fields{}, false
	case !json.Valid(body):
		fail(c, http.StatusBadRequest, "The body is not valid JSON.")
		return store.Fields{}, false
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil || members == nil {
		fail(c, http.StatusUnprocessableEntity, "The body must be a JSON object.")
		return store.Fields{}, false
	}
	fields, complaints := fieldsOf(members)
	if len(complaints) > 0 {
		fail(c, http.StatusUnprocessableEntity, "Some fields are not valid.", complaints...)
		return store.Fields{}, false
	}
	return fields, true
}

func fieldsOf(members map[string]json.RawMessage) (store.Fields, []fieldError) {
	var complaints []fieldError
	complain := func(field, message string) {
		complaints = append(complaints, fieldError{Field: field, Message: message})
	}

	var name, description *string
	var price *float64
	switch {
	case json.Unmarshal(orNull(members["name"]), &name) != nil || name == nil:
		complain("name", "must be a text")
	case strings.TrimSpace(*name) == "" || utf8.RuneCountInString(*name) > maxName:
		complain("name", fmt.Sprintf("must have 1 to %d characters", maxName))
	case strings.Contains(*name, "\x00"):
		complain("name", "must not have NUL characters")
	}
	switch {
	case json.Unmarshal(orNull(members["description"]), &description) != nil:
		complain("description", "must be a text or null")
	case description != nil && utf8.RuneCountInString(*description) > maxDescription:
		complain("description", fmt.Sprintf("must have at most %d characters", maxDescription))
	case description != nil && strings.Contains(*description, "\x00"):
		complain("description", "must not have NUL characters")
	}
	switch {
	case json.Unmarshal(orNull(members["price"]), &price) != nil || price == nil:
		complain("price", "must be a number")
	case *price < 0 || *price > maxPrice:
		complain("price", fmt.Sprintf("must be from 0 to %.2f", maxPrice))
	case math.Round(*price*100)/100 != *price:
		complain("price", "must have at most two decimals")
	}

	var unknown []string
	for field := range members {
		if field != "name" && field != "description" && field != "price" {
			unknown = append(unknown, field)
		}
	}
	sort.Strings(unknown)
	for _, field := range unknown {
		complain(field, "is not known")
	}
	if len(complaints) > 0 {
		return store.Fields{}, complaints
	}
	return store.Fields{Name: *name, Description: description, Price: *price}, nil
}

func orNull(text json.RawMessage) json.RawMessage {
	if text == nil {
		return json.RawMessage("null")
	}
	return text
}

// readPage reads which part of a list is asked for. When it is not valid the request has been answered.
func readPage(c *gin.Context) (store.Page, bool) {
	limit, ok := wholeNumber(c, "limit", 50, 1, maxLimit)
	if !ok {
		return store.Page{}, false
	}
	offset, ok := wholeNumber(c, "offset", 0, 0, maxOffset)
	return store.Page{Limit: limit, Offset: offset}, ok
}

func wholeNumber(c *gin.Context, field string, missing, least, most int) (int, bool) {
	values := c.QueryArray(field)
	if len(values) == 0 {
		return missing, true
	}
	value, err := strconv.Atoi(values[0])
	if len(values) > 1 || err != nil || value < least || value > most {
		message := fmt.Sprintf("must be a whole number from %d to %d", least, most)
		fail(c, http.StatusUnprocessableEntity, "Some parameters are not valid.", fieldError{field, message})
		return 0, false
	}
	return value, true
}
