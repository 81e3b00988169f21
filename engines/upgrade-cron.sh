#!/bin/sh
# Opens and keeps the update pull requests of a fleet from one machine, as often as cron says. FLEET is the fleet.yml, OUT a folder
# for a line of JSON about each service; the token is in SCAFFOLD_TOKEN, or where docs/pull-requests.md says:
#   37 4 * * 1-5  FLEET=/srv/fleet.yml OUT=/srv/upgrades /srv/scaffold/engines/upgrade-cron.sh --limit 20 --canary 5
# One run at a time; options go to `scaffold fleet upgrade`. It tells what failed, and nothing else: cron sends mail then only.
set -eu

mkdir -p "$OUT"
exec 9> "$OUT/lock"
flock --nonblock 9 || exit 75
status=0
scaffold fleet upgrade --fleet "$FLEET" --json "$@" > "$OUT/upgrades.ndjson" || status=$?
grep -E '"outcome":"(failed|stopped)"' "$OUT/upgrades.ndjson" >&2 || true
exit "$status"
