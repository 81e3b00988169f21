    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.54.0"
    }
