resource "google_sql_database_instance" "database" {
  name                = "<%= service_kebab %>"
  region              = var.region
  database_version    = "<%= 'MYSQL_8_4' if database == 'mysql' else 'POSTGRES_15' %>"
  deletion_protection = true

  settings {
    tier              = var.database_tier
    edition           = "ENTERPRISE"
    availability_type = "REGIONAL"

    backup_configuration {
      enabled = true
<%= slot("terraform_google_recovery") %>
    }

    ip_configuration {
      ipv4_enabled    = false
      private_network = var.network
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}

# Its user is made by hand, so that no password comes into the state: `gcloud sql users create`
resource "google_sql_database" "database" {
  name     = "<%= service_snake %>"
  instance = google_sql_database_instance.database.name
}
