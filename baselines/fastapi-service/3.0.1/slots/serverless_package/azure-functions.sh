cp -R deploy/serverless/host.json deploy/serverless/web "$package/"
