                withCredentials([file(credentialsId: 'deploy', variable: 'GCP_KEY_FILE')]) {
                    sh '''
                        gcloud auth activate-service-account --key-file "$GCP_KEY_FILE"
                        serverless/package.sh
                        serverless/deploy.sh
                    '''
                }
