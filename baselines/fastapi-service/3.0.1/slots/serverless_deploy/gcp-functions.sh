: "${GCP_PROJECT:?the project to deploy to}"
: "${GCP_REGION:?the region to deploy to}"
: "${GCP_RUNTIME_SERVICE_ACCOUNT:?the account that the function runs as}"
: "${GCP_VPC_CONNECTOR:?the connector through which the function reaches the database}"

# Cloud Functions installs requirements.txt when it gets the package
options=(
    --project "$GCP_PROJECT"
    --region "$GCP_REGION"
    --gen2
    --runtime python<%= python_version | replace('.', '') %>
    --source build/function
    --entry-point handle
    --trigger-http
    --memory 512Mi
    --timeout 30s
    --max-instances "${GCP_MAX_INSTANCES:-10}"
    --service-account "$GCP_RUNTIME_SERVICE_ACCOUNT"
    --vpc-connector "$GCP_VPC_CONNECTOR"
    --egress-settings private-ranges-only
    --set-env-vars "ENVIRONMENT=production,LOG_LEVEL=${LOG_LEVEL:-INFO}"
    --set-secrets "<%= gcp_secrets %>"
    --quiet
)

# Who may call it: everybody, or only accounts with the role Cloud Run Invoker
if [ "${GCP_PUBLIC:-false}" = true ]; then
    options+=(--allow-unauthenticated)
else
    options+=(--no-allow-unauthenticated)
fi

"${run[@]}" gcloud functions deploy <%= service_kebab %> "${options[@]}"
