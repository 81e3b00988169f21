variable "database_subnet_id" {
  description = "Subnet of the database, delegated to its service"
  type        = string
}

variable "database_dns_zone_id" {
  description = "Private DNS zone that the database's name is in"
  type        = string
}

variable "database_password" {
  description = "Password of the database's administrator; from TF_VAR_database_password, and kept out of the state"
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "database_password_version" {
  description = "Raise it to set a new password"
  type        = number
  default     = 1
}
