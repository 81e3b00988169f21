#if os(Linux)
    import Foundation
    import TestSupport
    import Testing

    /// Every command on the templates that try the most: nothing runs, nothing is written outside, nothing takes for ever.
    @Suite("Templates of other tools: each command is confined") struct CommandConfinementTests {
        /// A command, how it ends, and where it may write besides the project: beside it, or nowhere.
        struct Command: CustomTestStringConvertible, Sendable {
            var arguments: [String]
            var status: Int32
            /// The new folder; nil for a command that works in the project.
            var makes: String?

            var testDescription: String { arguments[0] }
        }

        static let commands: [Command] = [
            Command(arguments: ["status", "service"], status: 1),
            Command(arguments: ["diff", "service"], status: 0),
            Command(arguments: ["upgrade", "service", "--branch", "out"], status: 0),
            Command(arguments: ["upgrade", "service", "--in-place"], status: 0),
            Command(arguments: ["adopt", "service"], status: 0),
            Command(arguments: ["audit", "service"], status: 1),
            Command(arguments: ["new", "./foreign@v2", "made"], status: 1, makes: "made"),
            Command(arguments: ["render", "./foreign@v2", "--out", "made"], status: 1, makes: "made"),
        ]

        /// Names that drive a terminal, hide what follows, are folders or nothing, collide, or are Windows' own; they
        /// are written by a shell into the folder that is rendered, beside links into nothing and to themselves.
        private static let names = #"""
            for name in '{{ "." }}' '{{ "" }}' '   ' "$(printf 'new\nline')" "$(printf 'esc\033[31m')" CON x. 'x ' a:b 'a\b' \
                "$(printf 'bidi\342\200\256gpj.exe')" "$(printf 'no-utf8\351')" README readme "$(printf '%0250d' 7)"; do
                echo x > "$name"
            done
            echo x > '{{ "n" * 5000 }}'
            ln -s nowhere dangling; ln -s loop2 loop1; ln -s loop1 loop2; ln -s self self
            ln -s a.txt both; mkdir '{{ "both" }}'; echo x > '{{ "both" }}/inner'
            echo '#!/bin/sh' > set-user-id; chmod 6755 set-user-id
            """#

        private static let reachesForPython = [
            "python": "{{ ''.__class__.__base__.__subclasses__() }}{{ lookup('pipe', 'touch ~/ran') }}\n"
        ]

        /// Texts that would fill the memory or the stack, by what they are called: a Cookiecutter template is refused for
        /// one, since it may have changed variables.
        private static let bombs: [String: String] = [
            "include": "{% include 'include.jinja' %}{% include 'include.jinja' %}\n",
            "macro": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}\n",
            "repeat": "{{ 'x' * 1000000000 }}\n",
            "double":
                "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}\n",
        ]

        /// Texts that only a limit of steps ends, after seconds.
        private static let slow: [String: String] = [
            "loop": "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}\n",
            "regex": "{{ ('a' * 40 ~ '!')|regex_search('^(a+)+$') }}\n",
        ]

        private static let python = """
            import os
            open(os.path.expanduser("~/ran"), "w").write("ran")
            raise SystemExit(1)

            """

        private static func copier(_ texts: [String: String]) throws -> ForeignBench {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            var files = [
                "a.txt": "2\n", "evil.py": python,
                "copier.yml": """
                _preserve_symlinks: true
                _exclude: [copier.yml, evil.py, .git]
                _tasks:
                  - touch ~/ran
                  - [python3, evil.py]
                _migrations:
                  - touch ~/ran
                  - {version: v2, before: [touch ~/ran], after: [touch ~/ran]}
                _jinja_extensions: ["copier_templates_extensions.TemplateExtensionLoader", "evil.py:Evil"]
                name:
                  type: str
                  default: shop

                """,
            ]
            for (name, text) in texts { files["\(name).jinja"] = text }
            try project.release("v2", files, script: names)
            return project
        }

        private static func cruft(_ texts: [String: String]) throws -> ForeignBench {
            let project = try ForeignBench.cruft(["a.txt": "1\n"])
            var files = [
                "a.txt": "2\n", "/cookiecutter.json": #"{"name": "shop", "_extensions": ["evil.Evil"]}"#,
                "/evil.py": python,
                "/hooks/pre_prompt.py": python, "/hooks/pre_gen_project.py": python,
                "/hooks/post_gen_project.sh": "#!/bin/sh\ntouch ~/ran\nrm -rf ../outside.yml\nmv a.txt ../../ran\n",
                "{{ '..' }}/{{ '..' }}/ran": "1\n", "{{ '.git' }}/hooks/post-checkout": "touch ~/ran\n",
            ]
            for (name, text) in texts { files["\(name).jinja"] = text }
            try project.release(
                "v2", Dictionary(uniqueKeysWithValues: files.map { (ForeignBench.place(of: $0.key), $0.value) }),
                script: "cd '{{cookiecutter.name}}'\n" + names)
            return project
        }

        @Test("Copier", arguments: commands) func copier(command: Command) throws {
            let texts = Self.bombs.merging(Self.reachesForPython) { $1 }
            // Once is enough for what takes seconds.
            let slow = command.arguments[0] == "status" ? Self.slow : [:]
            try check(command, Self.copier(texts.merging(slow) { $1 }))
        }

        @Test("cruft", arguments: commands) func cruft(command: Command) throws {
            try check(command, Self.cruft(Self.reachesForPython))
        }

        @Test(
            "cruft: a text that reaches a limit",
            arguments: commands.filter { ["status", "new"].contains($0.arguments[0]) })
        func bomb(command: Command) throws {
            let project = try Self.cruft(Self.bombs)
            let calls = try SystemCalls(of: command.arguments, in: project.bench.directory.path, project.bench)
            let said = calls.result.stderr
            #expect(calls.result.status == 2, "\(said)")
            #expect(said.contains("exceeded") || said.contains("limit"), "\(said)")
            #expect(calls.started.map { $0[0] } == [Tool.path])
            #expect(calls.written(outside: []) == [])
        }

        private func check(_ command: Command, _ project: ForeignBench) throws {
            let bench = project.bench
            let folder = bench.directory.path
            try bench.directory.write("outside.yml", "untouched\n")
            try bench.shell("mkfifo pipe")
            let calls = try SystemCalls(of: command.arguments, in: folder, bench)
            let said = calls.result.text + calls.result.stderr
            #expect(calls.result.status == command.status, "\(said)")
            #expect(calls.started.map { $0[0] } == [Tool.path], "\(calls.started)")
            // What is new is made beside its place, and gets its name at the end.
            let places = command.makes.map { folder + "/" + $0 } ?? project.project
            let cache = folder + "/home/.cache"
            let outside = calls.written(outside: [places, cache]).filter { !$0.hasPrefix(places + ".scaffold-") }
            #expect(outside == [])
            #expect(!FileManager.default.fileExists(atPath: bench.directory.path("home/ran")))
            #expect(try bench.directory.read("outside.yml") == Array("untouched\n".utf8))
            #expect(!said.utf8.contains(0x1B) && !said.contains("\nline: "), "\(said)")
            guard let made = command.makes else { return }
            #expect(calls.written.contains { $0.hasPrefix(places) }, "the trace is empty")
            #expect(try bench.shell("find \(made) -perm /6000", at: folder).text == "")
            #expect(try bench.directory.read("\(made)/a.txt") == Array("2\n".utf8))
        }
    }
#endif
