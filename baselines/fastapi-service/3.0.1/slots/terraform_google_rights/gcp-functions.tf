resource "google_project_iam_member" "ci" {
  project = var.project
  role    = "roles/cloudfunctions.developer"
  member  = google_service_account.ci.member
}

# Whoever deploys a function must be allowed to use the account that it runs as
resource "google_service_account_iam_member" "ci_function" {
  service_account_id = google_service_account.function.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.ci.member
}
