# The role that the pipeline assumes with a token of its own: there is no key to keep or to lose. An account has one
# provider for all repositories; whoever looks after the account makes it, once.
data "aws_iam_openid_connect_provider" "ci" {
  url = "https://<%= oidc_host %>"
}

data "aws_iam_policy_document" "ci_trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [data.aws_iam_openid_connect_provider.ci.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "<%= oidc_host %>:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "<%= oidc_host %>:sub"
<%= slot("terraform_aws_subjects") %>
    }
  }
}

resource "aws_iam_role" "ci" {
  name               = "<%= service_kebab %>-ci"
  assume_role_policy = data.aws_iam_policy_document.ci_trust.json
}

resource "aws_iam_role_policy" "ci" {
  name   = "deploy"
  role   = aws_iam_role.ci.id
  policy = data.aws_iam_policy_document.ci.json
}

<%= slot("terraform_aws_rights") %>
