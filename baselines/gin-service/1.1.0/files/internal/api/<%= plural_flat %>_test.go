package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const path = "/api/v1/<%= plural_kebab %>"

func TestCreateReadReplaceListDelete(t *testing.T) {
	s := newService(t)
	created := s.want(t, http.StatusCreated, "POST", path, `{"name":"First","description":"One of many","price":12.5}`)
	one := path + "/" + created.body["id"].(string)
	if created.header.Get("Location") != one {
		t.Errorf("the location is %q", created.header.Get("Location"))
	}
	if created.body["name"] != "First" || created.body["description"] != "One of many" || created.body["price"] != 12.5 {
		t.Errorf("created %v", created.body)
	}
	if read := s.want(t, http.StatusOK, "GET", one, ""); fmt.Sprint(read.body) != fmt.Sprint(created.body) {
		t.Errorf("created %v, read %v", created.body, read.body)
	}

	replaced := s.want(t, http.StatusOK, "PUT", one, `{"name":"Second","price":0}`)
	if replaced.body["name"] != "Second" || replaced.body["description"] != nil {
		t.Errorf("replaced by %v", replaced.body)
	}
	list := s.want(t, http.StatusOK, "GET", path, "")
	if items := list.body["items"].([]interface{}); len(items) != 1 || list.body["limit"] != 50.0 {
		t.Errorf("listed %v", list.body)
	}

	s.want(t, http.StatusNoContent, "DELETE", one, "")
	s.want(t, http.StatusNotFound, "GET", one, "")
	s.want(t, http.StatusNotFound, "DELETE", one, "")
	s.want(t, http.StatusNotFound, "PUT", one, `{"name":"x","price":1}`)
	s.want(t, http.StatusNotFound, "GET", path+"/no-id", "")
	s.want(t, http.StatusNotFound, "GET", "/nothing", "")
	s.want(t, http.StatusMethodNotAllowed, "PATCH", path, "")
	if list := s.want(t, http.StatusOK, "GET", path, ""); fmt.Sprint(list.body["items"]) != "[]" {
		t.Errorf("listed %v", list.body)
	}
}

func TestBodiesThatAreNotValid(t *testing.T) {
	s := newService(t)
	cases := []struct {
		status      int
		body, field string
	}{
		{http.StatusBadRequest, `{`, ""},
		{http.StatusBadRequest, ``, ""},
		{http.StatusUnprocessableEntity, `[]`, ""},
		{http.StatusUnprocessableEntity, `null`, ""},
		{http.StatusUnprocessableEntity, `{"price":1}`, "name"},
		{http.StatusUnprocessableEntity, `{"name":" ","price":1}`, "name"},
		{http.StatusUnprocessableEntity, `{"name":"` + strings.Repeat("x", 201) + `","price":1}`, "name"},
		{http.StatusUnprocessableEntity, `{"name":"a\u0000b","price":1}`, "name"},
		{http.StatusUnprocessableEntity, `{"name":"x","description":1,"price":1}`, "description"},
		{http.StatusUnprocessableEntity, `{"name":"x"}`, "price"},
		{http.StatusUnprocessableEntity, `{"name":"x","price":-0.01}`, "price"},
		{http.StatusUnprocessableEntity, `{"name":"x","price":0.001}`, "price"},
		{http.StatusUnprocessableEntity, `{"name":"x","price":1e999}`, "price"},
		{http.StatusUnprocessableEntity, `{"name":"x","price":"1"}`, "price"},
		{http.StatusUnprocessableEntity, `{"name":"x","price":1,"colour":"red"}`, "colour"},
		{http.StatusRequestEntityTooLarge, `"` + strings.Repeat("x", maxBody) + `"`, ""},
	}
	for _, c := range cases {
		got := s.want(t, c.status, "POST", path, c.body)
		if c.field == "" {
			continue
		}
		errors, _ := got.body["errors"].([]interface{})
		if len(errors) != 1 || errors[0].(map[string]interface{})["field"] != c.field {
			t.Errorf("%s: %v, and not %s", c.body, got.body["errors"], c.field)
		}
	}
}

func TestPagesThatAreNotValid(t *testing.T) {
	s := newService(t)
	for _, query := range []string{"limit=0", "limit=101", "limit=x", "offset=-1", "limit=1&limit=2"} {
		s.want(t, http.StatusUnprocessableEntity, "GET", path+"?"+query, "")
	}
	s.want(t, http.StatusOK, "GET", path+"?limit=100&offset=7", "")
}
