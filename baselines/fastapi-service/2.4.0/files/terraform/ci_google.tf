# The account that the pipeline uses, with a token of its own: there is no key to keep or to lose
resource "google_service_account" "ci" {
  account_id   = "<%= account_prefix %>-ci"
  display_name = "Pipeline of <%= service_kebab %>"
}

resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "<%= account_prefix %>-ci"
  display_name              = "<%= account_prefix %>-ci"
}

resource "google_iam_workload_identity_pool_provider" "ci" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "<%= ci %>"

<%= slot("terraform_google_subject") %>

  oidc {
    issuer_uri = "https://<%= oidc_host %>"
  }
}

resource "google_service_account_iam_member" "ci" {
  service_account_id = google_service_account.ci.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.ci.name}/attribute.ref/refs/heads/<%= default_branch %>"
}

<%= slot("terraform_google_rights") %>
