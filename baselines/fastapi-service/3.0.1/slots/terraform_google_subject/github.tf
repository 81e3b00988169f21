  # This repository and no other; the member below is its default branch
  attribute_condition = "assertion.repository == '<%= owner %>/<%= service_kebab %>'"
  attribute_mapping = {
    "google.subject" = "assertion.sub"
    "attribute.ref"  = "assertion.ref"
  }
