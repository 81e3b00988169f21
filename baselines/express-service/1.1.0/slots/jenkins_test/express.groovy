            agent {
                docker { image 'node:22.20-bookworm' }
            }
            environment {
                HOME = "${env.WORKSPACE_TMP}"
            }
            steps {
                sh 'npm install --no-audit --no-fund'
                sh 'npm run lint'
                sh 'npm run coverage'
            }
