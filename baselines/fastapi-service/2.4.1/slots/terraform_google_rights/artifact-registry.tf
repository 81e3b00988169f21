resource "google_artifact_registry_repository_iam_member" "ci" {
  repository = google_artifact_registry_repository.service.id
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.ci.member
}
