            agent {
                docker { image 'golang:1.25-bookworm' }
            }
            environment {
                HOME = "${env.WORKSPACE_TMP}"
            }
            steps {
                sh 'test -z "$(gofmt -l . | tee /dev/stderr)"'
                sh 'go vet -mod=mod ./...'
                sh 'go test -mod=mod -race -coverprofile=coverage.out ./...'
                sh 'go tool cover -func=coverage.out'
            }
