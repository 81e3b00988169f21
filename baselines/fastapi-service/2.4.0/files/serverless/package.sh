#!/usr/bin/env bash
# serverless/package.sh
# Puts together in build/function what runs in the cloud: the application, its migrations and the entry point.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
package=build/function

rm -rf "$package"
mkdir -p "$package"
cp -R app migrations alembic.ini requirements.txt "$package/"
<%= slot("serverless_package") %>
find "$package" -name __pycache__ -type d -prune -exec rm -rf {} +
