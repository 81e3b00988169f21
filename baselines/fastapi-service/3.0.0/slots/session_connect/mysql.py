CONNECT_ARGS = {"connect_timeout": 3} if DATABASE_URL.startswith("mysql") else {}
