# The identity that the pipeline uses, with a token of its own: there is no key to keep or to lose
resource "azurerm_user_assigned_identity" "ci" {
  name                = "<%= service_kebab %>-ci"
  resource_group_name = azurerm_resource_group.service.name
  location            = azurerm_resource_group.service.location
  tags                = local.tags
}

resource "azurerm_federated_identity_credential" "ci" {
  name      = "<%= ci %>"
  parent_id = azurerm_user_assigned_identity.ci.id
  audience  = ["api://AzureADTokenExchange"]
  issuer    = "https://<%= oidc_host %>"
<%= slot("terraform_azure_subject") %>

  resource_group_name = azurerm_resource_group.service.name
}

# It may deploy this function app, and nothing else
resource "azurerm_role_assignment" "ci" {
  scope                = azurerm_linux_function_app.service.id
  role_definition_name = "Website Contributor"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}
