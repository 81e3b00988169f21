                withCredentials([aws(credentialsId: 'deploy')]) {
                    sh '''
                        export AWS_DEFAULT_REGION="$AWS_REGION"
                        serverless/package.sh
                        serverless/deploy.sh
                    '''
                }
