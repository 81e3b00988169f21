output "resource_group" {
  description = "AZURE_RESOURCE_GROUP"
  value       = azurerm_resource_group.service.name
}

output "function_app" {
  description = "AZURE_FUNCTION_APP"
  value       = azurerm_linux_function_app.service.name
}

output "key_vault" {
  description = "Where the settings database-url<%= ' and auth-jwt-secret' if auth == 'jwt' else '' %> belong"
  value       = azurerm_key_vault.settings.name
}
