#if os(Linux)
    import Foundation
    import TestSupport
    import Testing

    /// Hooks, migrations and tasks that run because a person said so: confined, and so that nothing is lost.
    @Suite("Commands of other tools' templates, with consent") struct ConsentTests {
        private func lines(_ replaced: [Int: String] = [:]) -> String {
            (1...12).map { (replaced[$0] ?? "line \($0)") + "\n" }.joined()
        }

        // MARK: Hooks of Cookiecutter

        /// A hook that removes, makes, changes and moves files.
        private static let hook = """
            #!/bin/sh
            set -e
            rm extra.txt
            wc -l < a.txt > count.txt
            echo "by the hook" >> a.txt
            mkdir -p docs
            mv guide.txt docs/guide.txt

            """

        private func hooked(_ hook: String = hook) throws -> ForeignBench {
            let project = try ForeignBench.cruft([
                "a.txt": lines(), "extra.txt": "extra\n", "guide.txt": lines([1: "guide"]),
                "/hooks/post_gen_project.sh": hook,
            ])
            try project.bench.shell(
                "rm extra.txt; echo 12 > count.txt; echo 'by the hook' >> a.txt; mkdir docs; mv guide.txt docs")
            try project.bench.commit()
            return project
        }

        @Test("a hook runs on both renders, so that the merge sees what it does")
        func hooks() throws {
            let project = try hooked()
            try project.bench.commit(["a.txt": lines([3: "mine"]) + "by the hook\n"])
            try project.releaseCookie(
                "v2",
                [
                    "a.txt": lines([9: "theirs"]) + "line 13\n", "guide.txt": lines([1: "guide", 7: "new advice"]),
                    "extra.txt": "more extra\n",
                ])
            let report = try project.upgrade("--run-hooks")
            #expect(report.rules.contains("hook-ran"))
            #expect(!report.rules.contains("not-run"))
            #expect(report.held.isEmpty)
            #expect(project.out("a.txt") == lines([3: "mine", 9: "theirs"]) + "line 13\nby the hook\n")
            #expect(project.out("count.txt")?.contains("13") == true)
            #expect(project.out("docs/guide.txt") == lines([1: "guide", 7: "new advice"]))
            #expect(project.out("guide.txt") == nil)
            #expect(project.out("extra.txt") == nil)
        }

        @Test("a hook before the files and one in Python run, with the answers in their texts")
        func stages() throws {
            let project = try ForeignBench.cruft(["a.txt": "1\n"])
            try project.releaseCookie(
                "v2",
                [
                    "b.txt": "2\n",
                    "/hooks/pre_gen_project.sh":
                        "#!/bin/sh\n[ ! -e a.txt ]\necho 'before {{cookiecutter.name}}' > pre.txt\n",
                    "/hooks/post_gen_project.py":
                        "import os\nopen('post.txt', 'w').write(' '.join(sorted(os.listdir('.'))))\n",
                ])
            try project.upgrade("--run-hooks")
            #expect(project.out("pre.txt") == "before shop\n")
            #expect(project.out("post.txt") == "a.txt b.txt post.txt pre.txt")
        }

        @Test("without the option no hook runs")
        func withoutConsent() throws {
            let project = try hooked()
            try project.releaseCookie("v2", ["a.txt": lines([9: "theirs"])])
            let report = try project.upgrade()
            #expect(report.rules.contains("not-run"))
            #expect(!report.rules.contains("hook-ran"))
        }

        /// A second version of a hook that does not do its work.
        private static let failures = [
            ("#!/bin/sh\nsed -i d a.txt\necho 'no such thing' >&2\nexit 3\n", "ended with exit status 3"),
            ("#!/bin/sh\nsed -i d a.txt\nsleep 60\n", "took longer than 2 seconds"),
            ("#!/bin/sh\nsed -i d a.txt\nmkfifo pipe\n", "can't be used"),
        ]

        @Test("a hook that fails changes nothing: the upgrade is the one without it", arguments: failures)
        func failure(hook: String, says: String) throws {
            let project = try hooked()
            try project.bench.commit(["a.txt": lines([3: "mine"]) + "by the hook\n"])
            try project.releaseCookie("v2", ["a.txt": lines([9: "theirs"]), "/hooks/post_gen_project.sh": hook])
            try project.upgrade()
            let without = try project.bench.git("rev-parse", "out^{tree}")
            let report = try project.upgrade("--run-hooks", "--run-timeout", "2")
            #expect(report.rules.contains("hook-failed"))
            #expect(report.messages.contains { $0.contains(says) }, "\(report.messages)")
            #expect(try project.bench.git("rev-parse", "out^{tree}") == without)
        }

        @Test("a password that a hook makes stays the project's own")
        func secrets() throws {
            let hook = "#!/bin/sh\necho \"key = $(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \\n')\" >> a.txt\n"
            let project = try ForeignBench.cruft(["a.txt": lines(), "/hooks/post_gen_project.sh": hook])
            try project.bench.commit(["a.txt": lines() + "key = 00112233445566778899aabb\n"])
            try project.releaseCookie("v2", ["a.txt": lines([2: "theirs"])])
            let report = try project.upgrade("--run-hooks")
            #expect(report.held.isEmpty)
            #expect(project.out("a.txt") == lines([2: "theirs"]) + "key = 00112233445566778899aabb\n")
        }

        @Test("git's folder, ignored files and links that lead out are not taken from a hook")
        func leftOut() throws {
            let hook = """
                #!/bin/sh
                git init -q && git add -A && git commit -qm x
                mkdir -p build sub/.git .venv
                echo x > build/x
                echo x > sub/.git/config
                echo x > .venv/y
                ln -s /etc/passwd away
                ln -s ../../outside out
                echo made > made.txt

                """
            let project = try ForeignBench.cruft(["a.txt": "1\n", ".gitignore": "build/\n"])
            try project.releaseCookie("v2", ["a.txt": "2\n", "/hooks/post_gen_project.sh": hook])
            let report = try project.upgrade("--run-hooks")
            #expect(report.rules.filter { $0 == "hook-file-left-out" }.count == 3)
            let names = try project.bench.git("ls-tree", "-r", "--name-only", "out").split(separator: "\n")
            #expect(names == [".cruft.json", ".gitignore", "a.txt", "made.txt"])
        }

        @Test("a hook sees no token, no home, no network and nothing of the machine's files")
        func hostile() throws {
            let hook = """
                #!/bin/sh
                env > env.txt
                touch ~/ran ../ran ../../ran /tmp/ran-by-a-hook
                ls \(NSTemporaryDirectory()) > seen.txt
                cat ../../outside.yml ~/.gitconfig /root/.gitconfig > read.txt
                (setsid sh -c 'sleep 3; touch late' > /dev/null 2>&1 &)
                exit 0

                """
            let project = try ForeignBench.cruft(["a.txt": "1\n"])
            try project.bench.directory.write("outside.yml", "secret\n")
            try project.releaseCookie("v2", ["a.txt": "2\n", "/hooks/post_gen_project.sh": hook])
            var environment = project.bench.environment
            environment["GITHUB_TOKEN"] = "token-of-somebody"
            let result = try run(
                Tool.path, ["upgrade", "--branch", "out", "--run-hooks"], environment: environment,
                directory: URL(filePath: project.project, directoryHint: .isDirectory))
            #expect(result.status == 0, "\(result.text)\(result.stderr)")
            let variables = try #require(project.out("env.txt"))
            #expect(variables.contains("HOME=/home\n"))
            #expect(!variables.contains("token-of-somebody"))
            #expect(project.out("read.txt") == "")
            #expect(project.out("seen.txt")?.contains("scaffold") != true)
            for path in ["home/ran", "ran", "project/ran"] {
                #expect(!FileManager.default.fileExists(atPath: project.bench.directory.path(path)))
            }
            #expect(!FileManager.default.fileExists(atPath: "/tmp/ran-by-a-hook"))
        }

        @Test("where commands can't be confined they are refused, with the reason and a way on, and nothing runs")
        func refusal() throws {
            let project = try hooked("#!/bin/sh\ntouch ran\n")
            try project.releaseCookie("v2", ["a.txt": lines([9: "theirs"])])
            let before = try project.bench.git("for-each-ref")
            // A machine that allows no namespaces.
            let result = try run(
                "unshare",
                [
                    "--map-root-user", "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"", "sh",
                    Tool.path, "upgrade", "--run-hooks",
                ], environment: project.bench.environment,
                directory: URL(filePath: project.project, directoryHint: .isDirectory))
            #expect(result.status == 2)
            #expect(result.stderr.contains("can't be confined on this machine, so none was run: unshare:"))
            #expect(result.stderr.contains("leave the option away"))
            #expect(try project.bench.git("for-each-ref") == before)
            #expect(!FileManager.default.fileExists(atPath: project.project + "/ran"))
        }

        @Test("an option for the other kind of project is refused")
        func otherTool() throws {
            let copier = try ForeignBench.copier(["a.txt": "1\n"])
            try copier.bench.scaffold("upgrade", "--run-hooks", status: 2)
            let cruft = try ForeignBench.cruft(["a.txt": "1\n"])
            try cruft.bench.scaffold("upgrade", "--run-tasks", status: 2)
        }

        // MARK: Migrations and tasks of Copier

        private static let question = "name:\n  type: str\n  default: shop\n"

        @Test("migrations run on the merged files, with Copier's variables, and join the upgrade")
        func migrations() throws {
            let project = try ForeignBench.copier(["a.txt": lines(), "old.cfg": "x = 1\n"])
            try project.bench.commit([
                "a.txt": lines([3: "mine"]), "own.txt": "own\n", "node_modules/x/y.js": "committed\n",
            ])
            try project.release(
                "v2",
                [
                    "a.txt": lines([9: "theirs"]),
                    "copier.yml": Self.question + """
                        _migrations:
                          - version: v1.5
                            before: [touch never]
                            after:
                              - echo "$STAGE $VERSION_FROM $VERSION_TO $VERSION_CURRENT" > variables.txt
                              - [sh, -c, "grep -c . a.txt > count.txt"]
                          - version: v3
                            after: [touch never]
                          - sh {{ _copier_conf.src_path }}/migrate.sh {{ name }}
                          - command: echo "$VERSION_PEP440_FROM $VERSION_PEP440_TO $COPIER_OPERATION" > pep.txt
                            working_directory: sub
                        _exclude: [copier.yml, migrate.sh]

                        """,
                    "migrate.sh":
                        "mv old.cfg new.cfg\nsed -i 's/line 12/migrated/' a.txt\necho $1 > name.txt\nrm own.txt\n",
                    "sub/s.txt": "s\n",
                ])
            let report = try project.upgrade("--run-migrations")
            #expect(report.rules.filter { $0 == "command-ran" }.count == 4)
            #expect(report.rules.filter { $0 == "not-run" }.count == 1, "the one before the update")
            #expect(project.out("variables.txt") == "after v1 v2 v1.5\n")
            #expect(project.out("pep.txt") == nil)
            #expect(project.out("sub/pep.txt") == "1 2 update\n")
            #expect(project.out("count.txt") == "12\n")
            #expect(project.out("a.txt") == lines([3: "mine", 9: "theirs", 12: "migrated"]))
            #expect(project.out("new.cfg") == "x = 1\n")
            #expect(project.out("old.cfg") == nil)
            #expect(project.out("own.txt") == nil)
            #expect(project.out("node_modules/x/y.js") == "committed\n")
            #expect(project.out("name.txt") == "shop\n")
            #expect(project.out("never") == nil)
            #expect(project.out(".copier-answers.yml")?.contains("_commit: v2") == true)
        }

        @Test("a migration that fails leaves nothing, and says its exit status and last words")
        func failedMigration() throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            try project.release(
                "v2",
                [
                    "a.txt": "2\n",
                    "copier.yml": Self.question + """
                        _migrations:
                          - echo first > first.txt
                          - rm a.txt && echo half > half.txt && echo 'it broke' >&2 && exit 4
                          - echo third > third.txt

                        """,
                ])
            let report = try project.upgrade("--run-migrations")
            #expect(report.rules.filter { ["command-ran", "command-failed", "not-run"].contains($0) }.count == 3)
            #expect(report.messages.contains { $0.contains("exit status 4") && $0.contains("it broke") })
            #expect(report.messages.contains { $0.contains("third") && $0.contains("the one before it failed") })
            #expect(project.out("a.txt") == "2\n")
            #expect(project.out("first.txt") == "first\n")
            #expect(project.out("half.txt") == nil)
            #expect(project.out("third.txt") == nil)
        }

        @Test("a held file stays as its owners have it, and so does the record")
        func heldFiles() throws {
            let project = try ForeignBench.copier(["a.txt": lines(), "b.txt": "1\n"])
            try project.bench.commit(["a.txt": lines([4: "mine"])])
            try project.release(
                "v2",
                [
                    "a.txt": lines([4: "theirs"]), "b.txt": "2\n",
                    "copier.yml": Self.question
                        + "_migrations:\n  - echo over > a.txt; rm .copier-answers.yml; echo 3 > b.txt; echo > .scaffold.yml\n",
                ])
            let report = try project.upgrade("--run-migrations", status: 1)
            #expect(report.held == ["a.txt"])
            #expect(report.rules.filter { $0 == "command-change-left-out" }.count == 3)
            #expect(project.out("a.txt") == lines([4: "mine"]))
            #expect(project.out("b.txt") == "3\n")
            #expect(project.out(".copier-answers.yml")?.contains("_commit: v2") == true)
            #expect(project.out(".scaffold.yml")?.contains("a.txt") == true)
        }

        @Test("a migration counts where the template's files changed nothing here")
        func nothingElse() throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            try project.release("v2", ["copier.yml": Self.question + "_migrations:\n  - echo 2 > a.txt\n"])
            #expect(try project.upgrade().rules.contains("no-effect"))
            try project.upgrade("--run-migrations")
            #expect(project.out("a.txt") == "2\n")
            #expect(project.out(".copier-answers.yml")?.contains("_commit: v2") == true)
        }

        @Test("tasks run once, and only where they are asked for")
        func tasks() throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            let text =
                Self.question + "_tasks:\n  - echo task >> tasks.txt\n_migrations:\n  - echo migration >> tasks.txt\n"
            try project.release("v2", ["a.txt": "2\n", "copier.yml": text])
            try project.upgrade("--run-migrations")
            #expect(project.out("tasks.txt") == "migration\n")
            try project.upgrade("--run-tasks", "--run-migrations")
            #expect(project.out("tasks.txt") == "task\nmigration\n")
            let plan = try project.bench.scaffold("upgrade", "--run-tasks", "--plan")
            #expect(plan.text.contains("tasks.txt"))
        }

        @Test("in place, a migration's changes are in the work tree and can be taken back")
        func inPlace() throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            try project.release(
                "v2", ["a.txt": "2\n", "copier.yml": Self.question + "_migrations:\n  - mv a.txt b.txt\n"])
            #expect(try project.bench.scaffold("upgrade", "--in-place", "--run-migrations").status == 0)
            #expect(project.bench.text("a.txt") == nil)
            #expect(project.bench.text("b.txt") == "2\n")
            #expect(try project.bench.scaffold("undo").status == 0)
            #expect(project.bench.text("a.txt") == "1\n")
            #expect(project.bench.text("b.txt") == nil)
        }
    }
#endif
