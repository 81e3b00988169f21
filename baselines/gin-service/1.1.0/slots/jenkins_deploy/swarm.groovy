                sshagent(['deploy-ssh-key']) {
                    withCredentials([file(credentialsId: 'deploy-env', variable: 'ENV_FILE')]) {
                        withCredentials(<%= jenkins_credentials %>) {
                            sh '''
                                export DOCKER_HOST="$DEPLOY_DOCKER_HOST"
                                <%= registry_login %>
                                scripts/deploy-swarm.sh "$IMAGE:$GIT_COMMIT"
                            '''
                        }
                    }
                }
