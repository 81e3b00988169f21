variable "region" {
  description = "Region of AWS, for example eu-central-1"
  type        = string
}
