// Reads one template a line as JSON and writes what the engine makes of it, for the fuzzer in Tests/Corpora/jinja2.

import Jinja

while let line = readLine() {
    print(OracleAnswer(line: line).json)
    flush()
}
