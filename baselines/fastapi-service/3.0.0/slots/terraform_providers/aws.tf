    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
