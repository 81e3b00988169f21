# What the pipeline's settings are set to; the README lists those.
<%= slot("terraform_outputs") %>
