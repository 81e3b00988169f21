module <%= go_module %>

go 1.23

require (
	github.com/gin-gonic/gin v1.11.0
<%= slot("go_requirements") %>
	github.com/rs/zerolog v1.34.0
)
