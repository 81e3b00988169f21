output "workload_identity_provider" {
  description = "GCP_WORKLOAD_IDENTITY_PROVIDER"
  value       = google_iam_workload_identity_pool_provider.ci.name
}

output "ci_account" {
  description = "GCP_SERVICE_ACCOUNT"
  value       = google_service_account.ci.email
}
