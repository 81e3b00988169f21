            agent {
                docker { image 'maven:3.9-eclipse-temurin-17' }
            }
            environment {
                HOME = "${env.WORKSPACE_TMP}"
            }
            steps {
                sh 'mvn --batch-mode --no-transfer-progress verify'
            }
