                withCredentials([file(credentialsId: 'kube-config', variable: 'KUBECONFIG')]) {
                    sh '''
                        kubectl set image --local --filename k8s/deployment.yaml --output yaml \
                            "migrate=$IMAGE:$GIT_COMMIT" "app=$IMAGE:$GIT_COMMIT" > deployment.yaml
                        find k8s -name '*.yaml' ! -name deployment.yaml ! -name secret.yaml -print0 | xargs -0 -n 1 kubectl apply --filename
                        kubectl apply --filename deployment.yaml
                        kubectl rollout status --namespace <%= k8s_namespace %> --timeout 5m deployment/<%= service_kebab %>
                    '''
                }
