#!/usr/bin/env bash
# deploy/scripts/setup.sh
# Prepares a clone for development: .venv with the dependencies, and .env with secrets of its own.
set -euo pipefail

if [[ $# -gt 0 ]]; then
    echo "Usage: setup.sh    (PYTHON names the interpreter, python3 by default)" >&2
    exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python=${PYTHON:-python3}

if [[ ! -d .venv ]]; then
    "$python" -m venv .venv
fi
.venv/bin/pip install --quiet -r requirements-dev.txt

if [[ -f .env ]]; then
    echo ".env is there already: it stays as it is."
else
    secret=$("$python" -c 'import secrets; print(secrets.token_hex(24))')
    (umask 077 && sed "s/change-me/${secret}/g" .env.example > .env)
    echo "Made .env from .env.example."
fi
