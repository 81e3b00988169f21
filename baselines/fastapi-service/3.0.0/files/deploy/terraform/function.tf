# The account that the function runs as: it may read its settings, and nothing else
resource "google_service_account" "function" {
  account_id   = "<%= account_prefix %>-run"
  display_name = "<%= service_kebab %> in production"
}

resource "google_secret_manager_secret_iam_member" "function" {
  for_each = google_secret_manager_secret.settings

  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function.member
}
