variable "network" {
  description = "Network of the database, with private services access: projects/PROJECT/global/networks/NAME"
  type        = string
}

variable "database_tier" {
  description = "Size of the database's machine"
  type        = string
  default     = "db-custom-1-3840"
}
