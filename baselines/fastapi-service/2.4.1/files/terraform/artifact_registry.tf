resource "google_artifact_registry_repository" "service" {
  repository_id = "<%= registry_namespace.split('/')[0] %>"
  location      = var.region
  format        = "DOCKER"
  description   = "Images of <%= service_kebab %>"

  cleanup_policies {
    id     = "the-last-50"
    action = "KEEP"

    most_recent_versions {
      keep_count = 50
    }
  }
}
