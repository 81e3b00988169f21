provider "google" {
  project = var.project
  region  = var.region

  default_labels = {
    service = "<%= service_kebab %>"
  }
}

# Has no value here: `gcloud secrets versions add` gives it one, which never comes into the state
resource "google_secret_manager_secret" "settings" {
  for_each = toset(<%= gcp_secret_names %>)

  secret_id = each.value

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}
