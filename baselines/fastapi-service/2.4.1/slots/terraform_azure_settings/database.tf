
    DATABASE_URL = "@Microsoft.KeyVault(VaultName=${azurerm_key_vault.settings.name};SecretName=database-url)"
