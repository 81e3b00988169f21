output "client_id" {
  description = "AZURE_CLIENT_ID"
  value       = azurerm_user_assigned_identity.ci.client_id
}

output "tenant_id" {
  description = "AZURE_TENANT_ID"
  value       = data.azurerm_client_config.current.tenant_id
}
