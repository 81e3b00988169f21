output "database_address" {
  description = "Address of the database in its network"
  value       = google_sql_database_instance.database.private_ip_address
}
