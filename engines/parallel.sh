#!/bin/sh
# Audits a fleet with GNU parallel, on this machine or on several that see the same OUT:
#   FLEET=/srv/fleet.yml OUT=/shared/audit TOTAL=8 engines/parallel.sh [--sshlogin node1,node2 …]
# A part that was killed is tried again, and goes on where it was.
set -eu

: "${FLEET:?}" "${OUT:?}" "${TOTAL:?}"
RUN=$(date -u +%Y%m%dT%H%M%SZ)-$$
parts=$OUT/$RUN
mkdir -p "$parts" "$OUT/journals"
export FLEET OUT TOTAL RUN parts

# 3: some repositories could not be read. The part is whole, and the report names them.
# A part that failed for good is missing, which the merge says with its name.
# shellcheck disable=SC2016 # the shells that parallel starts expand them
seq 0 $((TOTAL - 1)) | parallel --will-cite --env FLEET --env OUT --env TOTAL --env RUN --env parts --retries 3 "$@" \
    'scaffold audit --fleet "$FLEET" --shard {}/"$TOTAL" --run "$RUN" --format ndjson --out "$parts/part-{}.ndjson" \
        --journal "$OUT/journals/{}-of-$TOTAL.ndjson" --resume --diffs --fail-on nothing || [ $? -eq 3 ]' || true
cd "$parts"
exec scaffold audit merge part-*.ndjson --fail-on error --report html=audit.html --report json=audit.json
