#!/bin/sh
# Audits a fleet as an array of Slurm's. FLEET is the fleet.yml, OUT a folder that all nodes see:
#   audit=$(FLEET=fleet.yml OUT=/shared/audits sbatch --parsable engines/slurm-audit.sh)
#   OUT=/shared/audits/$audit sbatch --dependency=afterany:"$audit" engines/slurm-merge.sh
#SBATCH --job-name=scaffold-audit
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=TERM@60
set -eu

parts=$OUT/$SLURM_ARRAY_JOB_ID
journals=$OUT/journals
mkdir -p "$parts" "$journals"
name=$SLURM_ARRAY_TASK_ID-of-$SLURM_ARRAY_TASK_COUNT

# As a step, so that Slurm's signals reach it: what is begun is then finished, and 75 says that more is left.
status=0
srun scaffold audit --fleet "$FLEET" --shard auto --jobs "${SLURM_CPUS_PER_TASK:-1}" --format ndjson \
    --out "$parts/part-$SLURM_ARRAY_TASK_ID.ndjson" --journal "$journals/$name.ndjson" --resume --diffs --fail-on nothing ||
    status=$?
case $status in
    # 3: some repositories could not be read. The part is whole, and the report names them.
    0 | 3) exit 0 ;;
    # Not SLURM_JOB_ID: of one task it is the number of the whole array.
    75) scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" ;;
    *) exit "$status" ;;
esac
