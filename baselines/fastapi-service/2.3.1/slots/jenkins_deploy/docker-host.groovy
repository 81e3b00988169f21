                sshagent(['deploy-ssh-key']) {
                    withCredentials([file(credentialsId: 'deploy-env', variable: 'ENV_FILE')]) {
                        sh '''
                            export DOCKER_HOST="$DEPLOY_DOCKER_HOST" IMAGE="$IMAGE:$GIT_COMMIT"
                            docker compose --file docker/prod/compose.yml up --detach --wait
                        '''
                    }
                }
