output "secret_arn" {
  description = "SECRET_ARN"
  value       = aws_secretsmanager_secret.settings.arn
}
