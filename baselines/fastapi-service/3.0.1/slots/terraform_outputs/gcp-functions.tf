output "runtime_account" {
  description = "GCP_RUNTIME_SERVICE_ACCOUNT"
  value       = google_service_account.function.email
}
