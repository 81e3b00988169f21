        "DATABASE_URL": f"sqlite:///{tmp_path}/e2e.db",
