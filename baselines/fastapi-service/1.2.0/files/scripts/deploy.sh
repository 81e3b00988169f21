#!/usr/bin/env bash
# scripts/deploy.sh
# Replaces the running container of this service by one of the given image.
set -euo pipefail

readonly SERVICE=<%= service_kebab %>
readonly PORT=<%= port %>

usage() {
    cat << EOF
Usage: deploy.sh [--dry-run] IMAGE

Brings the database up to date and runs IMAGE as container ${SERVICE} on the Docker host
(the local one, or the one that DOCKER_HOST names, for example ssh://deploy@host),
and takes the previous container back if the new one does not become healthy.

  --dry-run   print the commands instead of running them
  --help      print this text

ENV_FILE names the file with the service's environment variables (default: .env).
EOF
}

dry_run=false
image=""
for argument in "$@"; do
    case "$argument" in
        --dry-run) dry_run=true ;;
        --help)
            usage
            exit 0
            ;;
        -*)
            echo "deploy.sh: unknown option: $argument" >&2
            usage >&2
            exit 64
            ;;
        *)
            if [[ -n "$image" ]]; then
                echo "deploy.sh: more than one image: $image, $argument" >&2
                exit 64
            fi
            image=$argument
            ;;
    esac
done

if [[ -z "$image" ]]; then
    echo "deploy.sh: no image given, for example: deploy.sh <%= image_path %>:1.0.0" >&2
    usage >&2
    exit 64
fi

env_file=${ENV_FILE:-.env}
if [[ ! -f "$env_file" ]]; then
    echo "deploy.sh: $env_file does not exist: set ENV_FILE or create it" >&2
    exit 66
fi

run() {
    if [[ "$dry_run" == true ]]; then
        printf '+'
        printf ' %q' "$@"
        printf '\n'
    else
        "$@"
    fi
}

exists() {
    [[ "$dry_run" == true ]] || docker container inspect "$1" > /dev/null 2>&1
}

healthy() {
    local attempt
    for attempt in {1..30}; do
        if run docker exec "$SERVICE" python -c \
            "import urllib.request; urllib.request.urlopen('http://127.0.0.1:${PORT}/health', timeout=2)"; then
            return 0
        fi
        echo "Waiting for ${SERVICE} (${attempt}/30)..."
        sleep 2
    done
    return 1
}

run docker pull "$image"

# The running container is the one to go back to. One that an interrupted deployment left
# behind is so only when nothing runs.
if exists "$SERVICE"; then
    if exists "${SERVICE}-previous"; then
        run docker rm --force "${SERVICE}-previous"
    fi
    run docker stop --time 30 "$SERVICE"
    run docker rename "$SERVICE" "${SERVICE}-previous"
fi

migrate() {
    run docker run --rm --env-file "$env_file" \
<% if database == 'sqlite' %>
        --volume "${SERVICE}-data:/code/data" \
<% endif %>
        "$image" scripts/migrate.sh
}

if migrate && run docker run --detach --name "$SERVICE" --restart unless-stopped \
    --env-file "$env_file" --publish "${PORT}:${PORT}" \
<% if database == 'sqlite' %>
    --volume "${SERVICE}-data:/code/data" \
<% endif %>
    "$image" && healthy; then
    if exists "${SERVICE}-previous"; then
        run docker rm "${SERVICE}-previous"
    fi
    if [[ "$dry_run" == false ]]; then
        echo "Deployed ${image} as ${SERVICE}."
    fi
else
    echo "deploy.sh: ${image} did not become healthy; going back to the previous container" >&2
    docker logs --tail 50 "$SERVICE" >&2 || true
    docker rm --force "$SERVICE" || true
    if exists "${SERVICE}-previous"; then
        docker rename "${SERVICE}-previous" "$SERVICE"
        docker start "$SERVICE"
    fi
    exit 1
fi
