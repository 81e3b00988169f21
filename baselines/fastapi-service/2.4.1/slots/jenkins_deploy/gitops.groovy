                sshagent(['gitops-ssh-key']) {
                    sh '''
                        git remote set-url origin <%= repository_ssh %>
                        gitops/set-image.sh "$IMAGE:$GIT_COMMIT"
                    '''
                }
