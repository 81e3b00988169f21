CONNECT_ARGS = {"timeout": 3} if DATABASE_URL.startswith("postgresql") else {}
