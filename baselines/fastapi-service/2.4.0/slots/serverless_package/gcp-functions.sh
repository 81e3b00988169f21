cp serverless/main.py "$package/"
