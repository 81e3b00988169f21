stack=<%= service_kebab %>
: "${SECRET_ARN:?the ARN of the secret with the settings}"
: "${SUBNET_IDS:?the subnets of the functions, separated by commas}"
: "${SECURITY_GROUP_IDS:?the security groups of the functions, separated by commas}"

"${run[@]}" sam build --template-file serverless/template.yaml --build-dir build/sam
"${run[@]}" sam deploy \
    --template-file build/sam/template.yaml \
    --stack-name "$stack" \
    --resolve-s3 \
    --capabilities CAPABILITY_IAM \
    --no-confirm-changeset \
    --no-fail-on-empty-changeset \
    --parameter-overrides \
    "SecretArn=$SECRET_ARN" \
    "SubnetIds=$SUBNET_IDS" \
    "SecurityGroupIds=$SECURITY_GROUP_IDS"

# The database is reached from its network only, so that a function there brings it up to date
function="$("${run[@]}" aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='MigrateFunction'].OutputValue")"
failure="$("${run[@]}" aws lambda invoke --function-name "$function" --cli-read-timeout 300 \
    --output text --query FunctionError build/migrate.json)"
if [ ${#run[@]} -gt 0 ]; then
    printf '%s\n' "$function" "$failure"
elif [ "$failure" != None ]; then
    echo "deploy.sh: the migration failed: $(cat build/migrate.json)" >&2
    exit 1
fi
