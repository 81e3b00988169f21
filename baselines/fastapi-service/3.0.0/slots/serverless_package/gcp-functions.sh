cp deploy/serverless/main.py "$package/"
