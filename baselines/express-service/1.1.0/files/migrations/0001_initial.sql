<%= slot("initial_migration") %>
