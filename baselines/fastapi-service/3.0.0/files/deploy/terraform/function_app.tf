resource "azurerm_storage_account" "function" {
  name                            = substr("st${replace(local.name, "-", "")}", 0, 24)
  resource_group_name             = azurerm_resource_group.service.name
  location                        = azurerm_resource_group.service.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  min_tls_version                 = "TLS1_2"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  tags                            = local.tags
}

# A plan that can join a network; it scales with the requests
resource "azurerm_service_plan" "function" {
  name                = local.name
  resource_group_name = azurerm_resource_group.service.name
  location            = azurerm_resource_group.service.location
  os_type             = "Linux"
  sku_name            = "EP1"
  tags                = local.tags
}

resource "azurerm_linux_function_app" "service" {
  name                          = local.name
  resource_group_name           = azurerm_resource_group.service.name
  location                      = azurerm_resource_group.service.location
  service_plan_id               = azurerm_service_plan.function.id
  storage_account_name          = azurerm_storage_account.function.name
  storage_uses_managed_identity = true
  virtual_network_subnet_id     = var.function_subnet_id
  https_only                    = true
  tags                          = local.tags

  identity {
    type = "SystemAssigned"
  }

  app_settings = {
    ENVIRONMENT                    = "production"
    SCM_DO_BUILD_DURING_DEPLOYMENT = "true"
<%= slot("terraform_azure_settings") %>
  }

  site_config {
    minimum_tls_version    = "1.2"
    ftps_state             = "Disabled"
    vnet_route_all_enabled = true
    health_check_path      = "/health"

    health_check_eviction_time_in_min = 5

    application_stack {
      python_version = "<%= python_version %>"
    }
  }
}

# The function app may read its settings and keep its state, and nothing else
resource "azurerm_role_assignment" "settings" {
  scope                = azurerm_key_vault.settings.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_linux_function_app.service.identity[0].principal_id
}

resource "azurerm_role_assignment" "storage" {
  scope                = azurerm_storage_account.function.id
  role_definition_name = "Storage Blob Data Owner"
  principal_id         = azurerm_linux_function_app.service.identity[0].principal_id
}
