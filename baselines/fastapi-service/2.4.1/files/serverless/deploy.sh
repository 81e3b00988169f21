#!/usr/bin/env bash
# serverless/deploy.sh
# Deploys what serverless/package.sh has put together. Credentials are those of the cloud's own command.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    cat << EOF
Usage: deploy.sh [--dry-run]

Deploys build/function; with --dry-run it only prints the commands. The README lists the settings it needs.
EOF
}

run=()
case "${1:-}" in
    "") ;;
    --dry-run) run=(echo) ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 64 ;;
esac

if [ ! -d build/function ]; then
    echo "deploy.sh: there is no build/function: run serverless/package.sh first" >&2
    exit 1
fi

<%= slot("serverless_deploy") %>
