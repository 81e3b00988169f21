                withCredentials([
<% if auth == 'jwt' %>
                    string(credentialsId: 'auth-jwt-secret', variable: 'AUTH_JWT_SECRET'),
<% endif %>
                    string(credentialsId: 'database-url', variable: 'DATABASE_URL')
                ]) {
                    script {
                        docker.image('python:<%= python_version %>-slim-bookworm').inside('--env HOME=/tmp') {
                            sh 'python -m venv /tmp/venv && /tmp/venv/bin/pip install --no-cache-dir -r requirements.txt'
                            sh 'PATH="/tmp/venv/bin:$PATH" deploy/scripts/migrate.sh'
                        }
                    }
                }
