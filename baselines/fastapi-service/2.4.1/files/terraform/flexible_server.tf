resource "azurerm_<%= database %>_flexible_server" "database" {
  name                = local.name
  resource_group_name = azurerm_resource_group.service.name
  location            = azurerm_resource_group.service.location
  version             = "<%= '8.4' if database == 'mysql' else '15' %>"
  sku_name            = "B_Standard_B1ms"
  delegated_subnet_id = var.database_subnet_id
  private_dns_zone_id = var.database_dns_zone_id
  tags                = local.tags

  # Write-only: the provider sends the password, and the state does not get it
  administrator_login               = "administrator_<%= service_snake %>"
  administrator_password_wo         = var.database_password
  administrator_password_wo_version = var.database_password_version

  backup_retention_days = 14

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [zone]
  }
}

<%= slot("terraform_azure_database") %>
