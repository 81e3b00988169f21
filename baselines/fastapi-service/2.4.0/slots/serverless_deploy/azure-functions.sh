: "${AZURE_RESOURCE_GROUP:?the resource group of the function app}"
: "${AZURE_FUNCTION_APP:?the name of the function app}"

# Azure installs requirements.txt when it gets the package
rm -f build/function.zip
(cd build/function && python3 -m zipfile -c ../function.zip ./*)
"${run[@]}" az functionapp deployment source config-zip \
    --resource-group "$AZURE_RESOURCE_GROUP" \
    --name "$AZURE_FUNCTION_APP" \
    --src build/function.zip \
    --build-remote true
