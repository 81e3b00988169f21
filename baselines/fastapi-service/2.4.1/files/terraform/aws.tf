provider "aws" {
  region = var.region

  default_tags {
    tags = {
      service = "<%= service_kebab %>"
      owner   = "<%= owner %>"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Has no value here: `aws secretsmanager put-secret-value` gives it one, which never comes into the state
resource "aws_secretsmanager_secret" "settings" {
  name        = "<%= service_kebab %>/production"
  description = "Settings of <%= service_kebab %>: an object of JSON with <%= secret_words %>"
}
