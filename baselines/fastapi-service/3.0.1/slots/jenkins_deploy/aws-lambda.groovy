                withCredentials([aws(credentialsId: 'deploy')]) {
                    sh '''
                        export AWS_DEFAULT_REGION="$AWS_REGION"
                        deploy/serverless/package.sh
                        deploy/serverless/deploy.sh
                    '''
                }
