#!/usr/bin/env bash
# serverless/package.sh
# Puts together in build/function what runs in the cloud: the application, its migrations and the entry point.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
package=build/function

rm -rf "$package"
mkdir -p "$package"
cp -R app migrations alembic.ini requirements.txt requirements-extra.txt "$package/"
<%= slot("serverless_package") %>

# What Python left behind here is not for there
shopt -s globstar nullglob
rm -rf "$package"/**/__pycache__
