                withCredentials([file(credentialsId: 'kube-config', variable: 'KUBECONFIG')]) {
                    sh 'scripts/deploy-kubernetes.sh "$IMAGE:$GIT_COMMIT"'
                }
