output "ci_role" {
  description = "AWS_ROLE_ARN"
  value       = aws_iam_role.ci.arn
}
