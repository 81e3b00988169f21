        "DATABASE_URL": os.environ["DATABASE_URL"],
