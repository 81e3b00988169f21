import Foundation
import Testing

@testable import Merge

/// A guard that looks through the whole file for each changed line takes minutes where a file is long.
@Suite("Growth")
struct GrowthTests {
    struct Code: Sendable, CustomTestStringConvertible {
        var path: String
        var entry: @Sendable (_ number: Int, _ version: Int) -> String

        var testDescription: String { path }

        /// Every fourth entry is changed by local, and as many others by the template.
        func sides(entries: Int) -> FileSides {
            let text = { (changed: Int, version: Int) in
                (0..<entries).map { entry($0, $0 % 4 == changed ? version : 1) }.joined()
            }
            return FileSides(text(-1, 1), text(0, 2), text(2, 3))
        }
    }

    @Test("a line of a long file costs what one of a short file does", arguments: all)
    func linear(code: Code) {
        // What is made once in a process is made by the first one.
        let times = [60, 60, 480].map { entries in
            let sides = code.sides(entries: entries)
            return cpuTime { #expect(sides.merged(MergeOptions(path: code.path)).conflictCount == 0) }
        }
        // Eight times as long: what is quadratic takes 64 times, of which some is linear.
        #expect(times[2] < times[1] * 14)
    }

    @Test(
        "so does a word of a long line",
        arguments: ["run.sh", "Makefile", "app.py", "main.go", "schema.sql", "README.md"])
    func longLines(path: String) {
        let times = [200, 200, 1600].map { words in
            let line = (0..<words).map { "part\($0)/" }.joined() + "$NAME"
            let base = "NAME=1\n\n\n\n\(line)\n"
            let sides = FileSides(base, base + "\n\n\n# more\n", base.replacing("NAME=1", with: "NAME=2"))
            return cpuTime { #expect(sides.merged(MergeOptions(path: path)).conflictCount == 0) }
        }
        #expect(times[2] < times[1] * 14)
    }

    /// The seconds of the processor that this thread takes.
    private func cpuTime(_ body: () -> Void) -> Double {
        let start = clock()
        body()
        return clock() - start
    }

    private func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static let all = [
        Code(path: "app.py") { number, version in
            "def act_\(number)(request, count=\(version)):\n    value = request.get(\"key_\(number)\")\n"
                + "    if value is None:\n        raise KeyError(\"key_\(number)\")\n    return help_\(number % 50)(value)\n\n\n"
        },
        Code(path: "run.sh") { number, version in
            "NAME_\(number)=value-\(version)\nstep_\(number)() {\n  curl \"http://host/$NAME_\(number)\" | grep \(number)\n"
                + "  cp \"in/$NAME_\(number)\" out/\(number)\n}\nstep_\(number)\n"
        },
        Code(path: "Makefile") { number, version in
            "NAME_\(number) := v\(version)\n.PHONY: target-\(number)\ntarget-\(number): file-\(number)\n"
                + "\techo $(NAME_\(number))\nfile-\(number):\n\ttouch $@\n"
        },
        Code(path: "main.go") { number, version in
            "func Act\(number)(ctx context.Context, x int) (int, error) {\n\ty := help\(number % 50)(x) + \(version)\n"
                + "\tif y < 0 {\n\t\treturn 0, errBad\n\t}\n\treturn y, nil\n}\n"
        },
        Code(path: "App.java") { number, version in
            "    public int act\(number)(Request request) {\n        int y = help(request) + \(version);\n"
                + "        if (y < 0) {\n            throw new Bad(\"\(number)\");\n        }\n        return y;\n    }\n"
        },
        Code(path: "app.ts") { number, version in
            "export function act\(number)(request: Request, count = \(version)): number {\n"
                + "  const value = request.get(\"key\(number)\");\n  if (!value) {\n    throw new Error(\"\(number)\");\n"
                + "  }\n  return help\(number % 50)(value, count);\n}\n"
        },
        Code(path: "main.tf") { number, version in
            "resource \"aws_sqs_queue\" \"queue_\(number)\" {\n  name       = \"queue-\(number)\"\n  delay      = \(version)\n"
                + "  depends_on = [aws_sqs_queue.queue_\(max(number - 1, 0))]\n}\n\n"
        },
        Code(path: "schema.sql") { number, version in
            "CREATE TABLE table_\(number) (\n    id bigint PRIMARY KEY,\n    name varchar(\(version)) NOT NULL,\n"
                + "    other bigint REFERENCES table_\(max(number - 1, 0)) (id)\n);\n\n"
        },
        Code(path: "api.proto") { number, version in
            "message Message\(number) {\n  string name = 1;\n  Message\(max(number - 1, 0)) other = 2;\n"
                + "  int32 count_\(version) = 3;\n}\n\n"
        },
        Code(path: "README.md") { number, version in
            "## Part \(number)\n\nWords about \(number), release \(version), and [more](https://example.org/\(number)).\n\n"
                + "- one of \(number)\n- two of \(number)\n\n"
        },
        Code(path: "deploy.yaml") { number, version in
            "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: service-\(number)\nspec:\n  ports:\n"
                + "    - name: http\n      port: \(8000 + version)\n"
        },
        Code(path: "Dockerfile") { number, version in
            (number == 0 ? "FROM debian:12\n" : "") + "ENV NAME_\(number)=\(version)\nRUN make step-\(number)\n"
        },
    ]
}
