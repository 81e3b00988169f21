  subject   = "repo:<%= owner %>/<%= service_kebab %>:environment:production"
