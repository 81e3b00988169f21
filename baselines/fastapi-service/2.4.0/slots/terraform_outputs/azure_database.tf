output "database_address" {
  description = "Host name of the database"
  value       = azurerm_<%= database %>_flexible_server.database.fqdn
}
