                sshagent(['deploy-ssh-key']) {
                    sh '''
                        export DOCKER_HOST="$DEPLOY_DOCKER_HOST" IMAGE="$IMAGE:$GIT_COMMIT"
                        docker stack deploy --compose-file deploy/swarm/stack.yml \
                            --with-registry-auth --prune --detach=false <%= service_kebab %>
                    '''
                }
