#!/bin/sh
# Puts the parts of an audit together that slurm-audit.sh left in OUT.
#SBATCH --job-name=scaffold-merge
set -eu

cd "$OUT"
exec scaffold audit merge part-*.ndjson --fail-on error --report html=audit.html --report json=audit.json
