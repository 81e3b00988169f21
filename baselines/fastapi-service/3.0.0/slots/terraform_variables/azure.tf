variable "subscription_id" {
  description = "Subscription of Azure"
  type        = string
}

variable "location" {
  description = "Region of Azure, for example germanywestcentral"
  type        = string
}

variable "suffix" {
  description = "Makes names unique that all of Azure shares: 2 to 6 small letters and digits"
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]{2,6}$", var.suffix))
    error_message = "The suffix is 2 to 6 small letters and digits."
  }
}

variable "function_subnet_id" {
  description = "Subnet that the function app is joined to, delegated to Microsoft.Web/serverFarms"
  type        = string
}
