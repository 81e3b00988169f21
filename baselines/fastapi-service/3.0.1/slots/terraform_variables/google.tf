variable "project" {
  description = "Project of Google Cloud"
  type        = string
}

variable "region" {
  description = "Region of Google Cloud, for example europe-west3"
  type        = string
}
