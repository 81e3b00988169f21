variable "vpc_id" {
  description = "Network that the database is in"
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of that network, in two zones or more"
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "A database needs subnets in two zones or more."
  }
}

variable "client_security_group_ids" {
  description = "Security groups from which the database may be reached"
  type        = list(string)
}

variable "database_instance_class" {
  description = "Size of the database's machine"
  type        = string
  default     = "db.t4g.small"
}

variable "database_multi_az" {
  description = "Whether a second machine in another zone stands by"
  type        = bool
  default     = true
}
