#!/usr/bin/env bash
# deploy/gitops/set-image.sh
# Writes the image that the cluster should run into deploy/gitops/production, as a commit on the default branch.
set -euo pipefail

usage() {
    cat << 'END'
Usage: set-image.sh [--dry-run] IMAGE:TAG

Changes deploy/gitops/production/kustomization.yaml, commits and pushes; the cluster follows. With --dry-run it only changes
the file. It may run while others push: then it starts again from what they pushed.
END
}

dry_run=no
if [ "${1:-}" = --dry-run ]; then
    dry_run=yes
    shift
fi
if [ $# -ne 1 ] || [[ ! "$1" =~ ^[a-z0-9./:_-]+:[A-Za-z0-9_][A-Za-z0-9._-]*$ ]]; then
    usage >&2
    exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
file=deploy/gitops/production/kustomization.yaml
branch=<%= default_branch | sh_quote %>

# The first pattern holds whatever comes between the tag and the last colon: a registry may have a port
set_image() {
    sed -i -e "s|^\( *newName:\).*|\1 ${1%:*}|" -e "s|^\( *newTag:\).*|\1 \"${1##*:}\"|" "$file"
    if ! grep -q "newTag: \"${1##*:}\"" "$file" || ! grep -q "newName: ${1%:*}\$" "$file"; then
        echo "set-image.sh: $file has no lines newName and newTag to change: add the image to images:" >&2
        exit 1
    fi
}

if [ "$dry_run" = yes ]; then
    set_image "$1"
    exit
fi

for _ in 1 2 3 4 5; do
    git fetch --quiet origin "$branch"
    git checkout --quiet --detach FETCH_HEAD
    set_image "$1"
    if git diff --quiet -- "$file"; then
        echo "set-image.sh: $1 is what the cluster should run already"
        exit
    fi
    git -c user.name=deployment -c user.email=deployment@localhost commit --quiet --message "Deploy $1" -- "$file"
    if git push --quiet <%= git_push_options %>origin "HEAD:refs/heads/$branch"; then
        exit
    fi
    sleep 2
done
echo "set-image.sh: $branch does not take the commit: may this account push to it?" >&2
exit 1
