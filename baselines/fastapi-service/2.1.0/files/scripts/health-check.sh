#!/usr/bin/env bash
# scripts/health-check.sh
# Asks a running service whether it is ready: 0 when it is, 1 when it is not or does not answer.
set -euo pipefail

usage() {
    echo "Usage: health-check.sh [URL]    (default: http://localhost:<%= port %>)"
}

case "${1:-}" in
    -h | --help)
        usage
        exit 0
        ;;
    -*)
        usage >&2
        exit 64
        ;;
esac

url=${1:-http://localhost:<%= port %>}
status=$(curl --silent --output /dev/null --max-time 10 --write-out '%{http_code}' "${url%/}/ready") || true
if [[ "$status" != 200 ]]; then
    echo "health-check.sh: ${url%/}/ready answered ${status}, not 200" >&2
    exit 1
fi
echo "${url%/} is ready."
