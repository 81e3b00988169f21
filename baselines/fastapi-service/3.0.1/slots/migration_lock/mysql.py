        if connection.dialect.name == "mysql" and connection.scalar(text(f"SELECT GET_LOCK({LOCK}, 600)")) != 1:
            raise RuntimeError("Another process has been migrating this database for ten minutes")
