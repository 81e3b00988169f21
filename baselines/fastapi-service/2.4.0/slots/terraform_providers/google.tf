    google = {
      source  = "hashicorp/google"
      version = "7.12.0"
    }
