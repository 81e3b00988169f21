
    AUTH_JWT_SECRET = "@Microsoft.KeyVault(VaultName=${azurerm_key_vault.settings.name};SecretName=auth-jwt-secret)"
