#!/usr/bin/env bash
# scripts/deploy-kubernetes.sh
# Applies the manifests in k8s/ with the given image, and waits until its pods are ready.
set -euo pipefail

readonly DEPLOYMENT=<%= service_kebab %>
readonly NAMESPACE=<%= k8s_namespace %>

usage() {
    cat << EOF
Usage: deploy-kubernetes.sh [--dry-run] IMAGE

Applies every manifest in k8s/ except k8s/secret.yaml to the cluster that kubectl is set up for,
with IMAGE in the place of the deployment's image, and waits until its pods are ready.

  --dry-run   print what would be applied instead
  --help      print this text
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
            echo "deploy-kubernetes.sh: unknown option: $argument" >&2
            usage >&2
            exit 64
            ;;
        *)
            if [[ -n "$image" ]]; then
                echo "deploy-kubernetes.sh: more than one image: $image, $argument" >&2
                exit 64
            fi
            image=$argument
            ;;
    esac
done

if [[ -z "$image" ]]; then
    echo "deploy-kubernetes.sh: no image given, for example: deploy-kubernetes.sh <%= image_path %>:1.0.0" >&2
    usage >&2
    exit 64
fi

cd "$(dirname "$0")/.."

manifests() {
    local manifest
    for manifest in k8s/*.yaml; do
        case "$manifest" in
            # Its real values are never in the repository
            k8s/secret.yaml) continue ;;
            k8s/deployment.yaml) kubectl set image --local --filename "$manifest" --output yaml "*=$image" || return 1 ;;
            *) cat "$manifest" ;;
        esac
        echo "---"
    done
}

if [[ "$dry_run" == true ]]; then
    manifests
    exit 0
fi
# All of them, or nothing
applied=$(manifests)
kubectl apply --filename - <<< "$applied"
kubectl rollout status --namespace "$NAMESPACE" --timeout 5m "deployment/$DEPLOYMENT"
