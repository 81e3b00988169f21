#!/usr/bin/env bash
# scripts/deploy-swarm.sh
# Brings the given image onto the swarm, and waits until its containers are healthy.
set -euo pipefail

readonly STACK=<%= service_kebab %>

usage() {
    cat << EOF
Usage: deploy-swarm.sh [--dry-run] IMAGE

Deploys IMAGE as stack ${STACK} of stack.yaml to the swarm that the Docker host manages (the local
one, or the one that DOCKER_HOST names, for example ssh://deploy@manager). The swarm goes back to
the previous image by itself if the new containers do not become healthy.

  --dry-run   print the commands instead of running them
  --help      print this text

ENV_FILE names the file with the service's environment variables (default: .env); APP_ENV is
production whatever it says.
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
            echo "deploy-swarm.sh: unknown option: $argument" >&2
            usage >&2
            exit 64
            ;;
        *)
            if [[ -n "$image" ]]; then
                echo "deploy-swarm.sh: more than one image: $image, $argument" >&2
                exit 64
            fi
            image=$argument
            ;;
    esac
done

if [[ -z "$image" ]]; then
    echo "deploy-swarm.sh: no image given, for example: deploy-swarm.sh <%= image_path %>:1.0.0" >&2
    usage >&2
    exit 64
fi

ENV_FILE=$(realpath "${ENV_FILE:-.env}")
if [[ ! -f "$ENV_FILE" ]]; then
    echo "deploy-swarm.sh: $ENV_FILE does not exist: set ENV_FILE or create it" >&2
    exit 66
fi
export ENV_FILE IMAGE=$image

cd "$(dirname "$0")/.."

run() {
    if [[ "$dry_run" == true ]]; then
        printf '+'
        printf ' %q' "$@"
        printf '\n'
    else
        "$@"
    fi
}

run docker pull "$IMAGE"
<% if migrate_command != '' %>
run docker run --rm --env-file "$ENV_FILE" --env APP_ENV=production "$IMAGE" <%= migrate_command %>
<% endif %>
run docker stack deploy --detach=false --with-registry-auth --compose-file stack.yaml "$STACK"
# A rollback is no error for docker stack deploy
if [[ "$dry_run" == false ]]; then
    running=$(docker service inspect --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' "${STACK}_app")
    if [[ "${running%%@*}" != "$IMAGE" ]]; then
        echo "deploy-swarm.sh: ${IMAGE} did not become healthy; the swarm went back to ${running%%@*}" >&2
        exit 1
    fi
    echo "Deployed ${IMAGE} as ${STACK}."
fi
