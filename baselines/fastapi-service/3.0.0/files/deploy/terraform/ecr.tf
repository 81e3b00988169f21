resource "aws_ecr_repository" "service" {
  name = "<%= image_path %>"

  image_scanning_configuration {
    scan_on_push = true
  }
}

# Keeps the last 50 images; the pipeline names each after its commit
resource "aws_ecr_lifecycle_policy" "service" {
  repository = aws_ecr_repository.service.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "The last 50 images"
      selection = {
        tagStatus   = "any"
        countType   = "imageCountMoreThan"
        countNumber = 50
      }
      action = { type = "expire" }
    }]
  })
}
