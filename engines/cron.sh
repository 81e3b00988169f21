#!/bin/sh
# Audits a fleet on one machine, as often as cron says. FLEET is the fleet.yml, OUT a folder for journal and report:
#   17 4 * * *  FLEET=/srv/fleet.yml OUT=/srv/audit /srv/scaffold/engines/cron.sh
# One run at a time; what has not changed since the last one is not looked at again.
set -eu

mkdir -p "$OUT"
exec 9> "$OUT/lock"
flock --nonblock 9 || exit 75
exec scaffold audit --fleet "$FLEET" --journal "$OUT/journal.ndjson" --resume --fail-on error \
    --out "$OUT/audit.txt" --report html="$OUT/audit.html" --report json="$OUT/audit.json"
