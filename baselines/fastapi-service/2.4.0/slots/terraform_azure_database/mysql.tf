resource "azurerm_mysql_flexible_database" "database" {
  name                = "<%= service_snake %>"
  resource_group_name = azurerm_resource_group.service.name
  server_name         = azurerm_mysql_flexible_server.database.name
  charset             = "utf8mb4"
  collation           = "utf8mb4_unicode_ci"
}
