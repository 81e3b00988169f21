      values = [
<% if not serverless %>
        "repo:<%= owner %>/<%= service_kebab %>:ref:refs/heads/<%= default_branch %>",
<% endif %>
        "repo:<%= owner %>/<%= service_kebab %>:environment:production",
      ]
