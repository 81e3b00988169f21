locals {
  account = data.aws_caller_identity.current.account_id
  prefix  = "arn:${data.aws_partition.current.partition}"
  # SAM keeps packages in a bucket of this stack, which `sam deploy --resolve-s3` makes
  sam_stack = "aws-sam-cli-managed-default"
}

data "aws_iam_policy_document" "ci" {
  statement {
    actions = ["cloudformation:*"]
    resources = [
      "${local.prefix}:cloudformation:${var.region}:${local.account}:stack/<%= service_kebab %>/*",
      "${local.prefix}:cloudformation:${var.region}:${local.account}:stack/${local.sam_stack}/*",
      "${local.prefix}:cloudformation:${var.region}:aws:transform/Serverless-2016-10-31",
    ]
  }

  statement {
    actions   = ["s3:*"]
    resources = ["${local.prefix}:s3:::${local.sam_stack}-*"]
  }

  statement {
    actions   = ["lambda:*"]
    resources = ["${local.prefix}:lambda:${var.region}:${local.account}:function:<%= service_kebab %>-*"]
  }

  statement {
    actions   = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT", "apigateway:TagResource"]
    resources = ["${local.prefix}:apigateway:${var.region}::/apis*", "${local.prefix}:apigateway:${var.region}::/tags/*"]
  }

  statement {
    actions = [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:PassRole",
      "iam:PutRolePolicy",
      "iam:TagRole",
    ]
    resources = ["${local.prefix}:iam::${local.account}:role/<%= service_kebab %>-Role-*"]
  }

  statement {
    actions = [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DescribeLogGroups",
      "logs:ListTagsForResource",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
    ]
    resources = ["${local.prefix}:logs:${var.region}:${local.account}:log-group:*"]
  }

  # Lambda looks at the network that the functions join
  statement {
    actions   = ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
    resources = ["*"]
  }

  # CloudFormation puts the values of the secret into the functions' settings
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.settings.arn]
  }
}
