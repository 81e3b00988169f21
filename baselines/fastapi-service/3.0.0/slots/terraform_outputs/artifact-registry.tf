output "repository" {
  description = "Repository that images go to"
  value       = google_artifact_registry_repository.service.id
}
