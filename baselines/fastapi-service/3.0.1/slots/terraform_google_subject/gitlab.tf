  # This project and no other; the member below is its default branch
  attribute_condition = "assertion.project_path == '<%= owner %>/<%= service_kebab %>'"
  attribute_mapping = {
    "google.subject" = "assertion.sub"
    "attribute.ref"  = "'refs/heads/' + assertion.ref"
  }
