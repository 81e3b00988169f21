#!/usr/bin/env bash
# scripts/migrate.sh
# Placeholder for database migrations. The tables are created when the service starts
# (create_db_and_tables in app/database.py); nothing changes tables that already exist.
#
# To manage schema changes, add Alembic (see the end of requirements.txt), run
# `alembic init migrations`, and let this script run `alembic upgrade head`.
set -euo pipefail

echo "No migrations yet: the tables are created when the service starts."
