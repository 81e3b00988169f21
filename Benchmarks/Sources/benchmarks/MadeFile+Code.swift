extension MadeFile {
    /// Files without a structure that is merged: lines, and every guard that reads what lines say in a language.
    static let code = [
        MadeFile(name: "Python", path: "app.py", linesOfAnEntry: 6) { index, version in
            """
            def handler_\(index)(request, count=\(version)):
                value = request.get("key_\(index)")
                if value is None:
                    raise KeyError("key_\(index)")
                return helper_\(index % 50)(value, count)


            """
        },
        MadeFile(
            name: "shell", path: "run.sh", head: "#!/bin/sh\nset -eu\n", linesOfAnEntry: 6
        ) { index, version in
            """
            NAME_\(index)=value-\(version)
            step_\(index)() {
              curl -fsS "http://host/$NAME_\(index)" | grep \(index)
              cp "in/$NAME_\(index)" out/\(index)
            }
            step_\(index)

            """
        },
        MadeFile(
            name: "Makefile", path: "Makefile", head: ".PHONY: all\nall: target-0\n", linesOfAnEntry: 6
        ) { index, version in
            """
            VARIABLE_\(index) := v\(version)
            .PHONY: target-\(index)
            target-\(index): file-\(index)
            \techo $(VARIABLE_\(index))
            file-\(index):
            \ttouch $@

            """
        },
        MadeFile(
            name: "Go", path: "main.go", head: "package main\n\n", linesOfAnEntry: 7
        ) { index, version in
            """
            func Handler\(index)(ctx context.Context, x int) (int, error) {
            \ty := helper\(index % 50)(x) + \(version)
            \tif y < 0 {
            \t\treturn 0, fmt.Errorf("bad %d", y)
            \t}
            \treturn y, nil
            }

            """
        },
        MadeFile(
            name: "Java", path: "App.java", head: "class App {\n", linesOfAnEntry: 7,
            entry: { index, version in
                """
                    public int handler\(index)(Request request) {
                        int y = helper\(index % 50)(request) + \(version);
                        if (y < 0) {
                            throw new IllegalStateException("bad \(index)");
                        }
                        return y;
                    }

                """
            }, foot: "}\n"),
        MadeFile(name: "TypeScript", path: "app.ts", linesOfAnEntry: 7) { index, version in
            """
            export function handler\(index)(request: Request, count = \(version)): number {
              const value = request.get("key\(index)");
              if (!value) {
                throw new Error("key\(index)");
              }
              return helper\(index % 50)(value, count);
            }

            """
        },
        MadeFile(name: "Terraform", path: "main.tf", linesOfAnEntry: 5) { index, version in
            """
            resource "aws_sqs_queue" "queue_\(index)" {
              name       = "queue-\(index)"
              delay      = \(version)
              depends_on = [aws_sqs_queue.queue_\(max(index - 1, 0))]
            }

            """
        },
        MadeFile(name: "SQL", path: "schema.sql", linesOfAnEntry: 6) { index, version in
            """
            CREATE TABLE table_\(index) (
                id bigint PRIMARY KEY,
                name varchar(\(20 + version)) NOT NULL,
                other bigint REFERENCES table_\(max(index - 1, 0)) (id)
            );
            CREATE INDEX name_\(index) ON table_\(index) (name);

            """
        },
        MadeFile(
            name: "protobuf", path: "api.proto", head: "syntax = \"proto3\";\n", linesOfAnEntry: 5
        ) { index, version in
            """
            message Message\(index) {
              string name = 1;
              Message\(max(index - 1, 0)) other = 2;
              int32 count_\(version) = 3;
            }

            """
        },
        MadeFile(name: "Markdown", path: "README.md", linesOfAnEntry: 6) { index, version in
            """
            ## Part \(index)

            Words about \(index), release \(version), with a [link](https://example.org/\(index)).

            - one of \(index)
            - two of \(index)

            """
        },
    ]
}
