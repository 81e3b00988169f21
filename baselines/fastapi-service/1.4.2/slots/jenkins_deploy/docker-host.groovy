                sshagent(['deploy-ssh-key']) {
                    withCredentials([file(credentialsId: 'deploy-env', variable: 'ENV_FILE')]) {
                        sh 'DOCKER_HOST="$DEPLOY_DOCKER_HOST" scripts/deploy.sh "$IMAGE:$GIT_COMMIT"'
                    }
                }
