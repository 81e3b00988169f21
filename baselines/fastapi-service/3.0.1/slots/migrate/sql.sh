# Changes the tables of the database that DATABASE_URL (or .env) names, with Alembic.
set -euo pipefail

usage() {
    cat << EOF
Usage: migrate.sh [COMMAND [ARGUMENT...]]

Without a command: bring the database up to date (upgrade head). Otherwise an Alembic
command, for example:

  migrate.sh revision --autogenerate -m "Add a column"   write the next migration
  migrate.sh downgrade -1                                 take the last migration back
  migrate.sh check                                        do models and migrations agree?
  migrate.sh stamp head                                   adopt tables that are there already
EOF
}

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

case "${1:-}" in
    "") exec alembic upgrade head ;;
    -h | --help) usage ;;
    *) exec alembic "$@" ;;
esac
