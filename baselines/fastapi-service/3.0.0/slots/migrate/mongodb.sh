# Makes the indexes of the database that DATABASE_URL (or .env) names, as far as they are not there yet.
set -euo pipefail

if [[ $# -gt 0 ]]; then
    echo "Usage: migrate.sh    (src/core/indexes.py says which indexes)" >&2
    exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec python -m src.core.indexes
