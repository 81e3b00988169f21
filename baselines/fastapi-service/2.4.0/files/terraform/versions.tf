# Exact versions: a change of one of them is a change like any other, and reviewed. State belongs into a shared
# backend; name yours in a file backend.tf, which upgrades of the scaffold leave alone.
terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
<%= slot("terraform_providers") %>
  }
}
