# What differs between accounts. Values belong into terraform.tfvars, which Git ignores; none of them is a password,
# unless its description says so.
<%= slot("terraform_variables") %>
