cp -R serverless/host.json serverless/web "$package/"
