provider "azurerm" {
  subscription_id     = var.subscription_id
  storage_use_azuread = true

  features {}
}

data "azurerm_client_config" "current" {}

locals {
  name = "<%= account_prefix %>-${var.suffix}"
  tags = {
    service = "<%= service_kebab %>"
    owner   = "<%= owner %>"
  }
}

resource "azurerm_resource_group" "service" {
  name     = "<%= service_kebab %>"
  location = var.location
  tags     = local.tags
}

# Has no values here: `az keyvault secret set` gives it some, which never come into the state
resource "azurerm_key_vault" "settings" {
  name                       = substr("kv${replace(local.name, "-", "")}", 0, 24)
  resource_group_name        = azurerm_resource_group.service.name
  location                   = azurerm_resource_group.service.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  purge_protection_enabled   = true
  tags                       = local.tags
}
