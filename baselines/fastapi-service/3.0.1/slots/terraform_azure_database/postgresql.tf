resource "azurerm_postgresql_flexible_server_database" "database" {
  name      = "<%= service_snake %>"
  server_id = azurerm_postgresql_flexible_server.database.id
  charset   = "UTF8"
  collation = "en_US.utf8"
}
