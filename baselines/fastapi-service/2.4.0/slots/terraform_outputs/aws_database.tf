output "database_address" {
  description = "Host name of the database"
  value       = aws_db_instance.database.address
}

output "database_administrator" {
  description = "Secret with the name and password of the database's administrator"
  value       = aws_db_instance.database.master_user_secret[0].secret_arn
}
