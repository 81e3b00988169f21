                withCredentials([file(credentialsId: 'kube-config', variable: 'KUBECONFIG')]) {
                    sh '''
                        kubectl kustomize deploy/k8s/overlays/production \
                            | sed "s|image: <%= service_kebab %>:latest|image: $IMAGE:$GIT_COMMIT|" \
                            | kubectl apply --filename -
                        kubectl rollout status --namespace <%= k8s_namespace %> --timeout 5m deployment/<%= service_kebab %>
                    '''
                }
