                withCredentials([azureServicePrincipal('deploy')]) {
                    sh '''
                        az login --service-principal --username "$AZURE_CLIENT_ID" --password "$AZURE_CLIENT_SECRET" --tenant "$AZURE_TENANT_ID"
                        az account set --subscription "$AZURE_SUBSCRIPTION_ID"
                        deploy/serverless/package.sh
                        deploy/serverless/deploy.sh
                        az logout
                    '''
                }
