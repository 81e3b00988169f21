  subject   = "project_path:<%= owner %>/<%= service_kebab %>:ref_type:branch:ref:<%= default_branch %>"
