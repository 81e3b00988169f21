package store

import (
	"github.com/rs/zerolog"
)

<%= slot("store_open") %>
