output "repository" {
  description = "Where images go"
  value       = aws_ecr_repository.service.repository_url
}
