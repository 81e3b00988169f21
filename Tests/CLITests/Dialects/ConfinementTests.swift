#if os(Linux)
    import Foundation
    import TestSupport
    import Testing

    /// Templates of other tools that try to run something, or to reach out of the project.
    @Suite("Templates of other tools: nothing runs, nothing is written outside") struct ConfinementTests {
        /// A template's next version, and how its upgrade ends.
        struct Attack: CustomTestStringConvertible, Sendable {
            /// What it tries.
            var testDescription: String
            /// The files of its version v2.
            var files: [String: String]
            /// What its version v2 does besides, with a shell.
            var script = ""
            /// 0 where the upgrade does without the evil part, 2 where the template is refused.
            var status: Int32 = 0
            /// What has to be said about it: a finding's rule, or words of the refusal.
            var says: String
        }

        private static let question = "name:\n  type: str\n  default: shop\n"
        private static let python = """
            import os
            open(os.path.expanduser("~/ran"), "w").write("ran")
            raise SystemExit(1)

            """

        static let copierAttacks: [Attack] = [
            Attack(
                testDescription: "tasks, migrations and an extension of its own",
                files: [
                    "copier.yml": question + """
                        _tasks:
                          - touch ~/ran
                          - [python3, evil.py]
                        _migrations:
                          - touch ~/ran
                          - version: v2
                            before: [touch ~/ran]
                            after: [touch ~/ran]
                        _jinja_extensions: ["copier_templates_extensions.TemplateExtensionLoader", "evil.py:Evil"]

                        """,
                    "evil.py": python,
                ], says: "not-run"),
            Attack(
                testDescription: "an include from above", files: ["copier.yml": "!include ../../outside.yml\n"],
                status: 2,
                says: "out of the template"),
            Attack(
                testDescription: "an include of an absolute path", files: ["copier.yml": "!include /etc/passwd\n"],
                status: 2, says: "relative"),
            Attack(
                testDescription: "an include through a link", files: ["copier.yml": "!include away/outside.yml\n"],
                script: "ln -s ../.. away", status: 2, says: "out of the template"),
            Attack(
                testDescription: "a path that an answer leads upwards",
                files: ["copier.yml": question + "up:\n  default: ..\n", "{{ up }}/{{ up }}/ran": "1\n"], status: 2,
                says: ".."),
            Attack(
                testDescription: "a path from the root",
                files: ["copier.yml": question + "top:\n  default: /tmp\n", "{{ top }}/ran": "1\n"], status: 2,
                says: "/tmp"),
            Attack(
                testDescription: "a file in git's own folder",
                files: [
                    "copier.yml": question + "_exclude: [copier.yml]\ngit:\n  default: .git\n",
                    "{{ git }}/hooks/post-checkout": "touch ~/ran\n",
                ],
                status: 2, says: "git's own folder"),
            Attack(
                testDescription: "a subdirectory above", files: ["copier.yml": question + "_subdirectory: ../..\n"],
                status: 2, says: "_subdirectory"),
            Attack(
                testDescription: "a link to a file outside", files: [:], script: "ln -s ../../outside.yml link",
                status: 2,
                says: "link"),
            Attack(
                testDescription: "a kept link that leads outside",
                files: ["copier.yml": question + "_preserve_symlinks: true\n"], script: "ln -s ../../outside.yml link",
                says: "unrendered"),
            Attack(
                testDescription: "a template that includes a file from above",
                files: ["x.txt.jinja": "{% include '../../outside.yml' %}\n"], says: "unrendered"),
            Attack(
                testDescription: "data from above",
                files: [
                    "copier.yml": question + "_external_data:\n  x: ../../outside.yml\n",
                    "x.txt.jinja": "{{ _external_data.x.name }}\n",
                ], says: "unrendered"),
        ]

        static let cruftAttacks: [Attack] = [
            Attack(
                testDescription: "hooks before and after, and extensions",
                files: [
                    "/cookiecutter.json": #"{"name": "shop", "_extensions": ["evil.Evil"]}"#,
                    "/hooks/pre_prompt.py": python, "/hooks/pre_gen_project.py": python,
                    "/hooks/post_gen_project.sh": "#!/bin/sh\ntouch ~/ran\n", "/evil.py": python,
                ], says: "not-run"),
            Attack(
                testDescription: "a hook that removes and moves what is outside",
                files: [
                    "/hooks/post_gen_project.py":
                        "import os, shutil\nos.remove('../outside.yml')\nshutil.rmtree('..')\n"
                        + "shutil.move('a.txt', '../../ran')\n"
                ], says: "not-run"),
            Attack(
                testDescription: "a path that leads upwards", files: ["{{ '..' }}/{{ '..' }}/ran": "1\n"],
                says: "escaping-path"),
            Attack(
                testDescription: "a file in git's own folder",
                files: ["{{ '.git' }}/hooks/post-checkout": "touch ~/ran\n"],
                says: "refused-path"),
            Attack(
                testDescription: "a link to a file outside", files: [:],
                script: "ln -s ../../../outside.yml '{{cookiecutter.name}}/link'", says: "unrendered"),
            Attack(
                testDescription: "a template that includes a file from above",
                files: ["x.txt": "{% include '../../outside.yml' %}\n"], says: "unrendered"),
        ]

        @Test("Copier", arguments: copierAttacks) func copier(attack: Attack) throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            try project.bench.directory.write("outside.yml", Self.question)
            try project.release("v2", attack.files.merging(["a.txt": "2\n"]) { $1 }, script: attack.script)
            try check(attack, project)
        }

        @Test("cruft", arguments: cruftAttacks) func cruft(attack: Attack) throws {
            let project = try ForeignBench.cruft(["a.txt": "1\n"])
            try project.bench.directory.write("outside.yml", Self.question)
            try project.release(
                "v2",
                Dictionary(
                    uniqueKeysWithValues: attack.files.merging(["a.txt": "2\n"]) { $1 }.map {
                        (ForeignBench.place(of: $0.key), $0.value)
                    }), script: attack.script)
            try check(attack, project)
        }

        /// Upgrades under `strace`; the template is a folder, so that not even git is needed.
        private func check(_ attack: Attack, _ project: ForeignBench) throws {
            let calls = try SystemCalls(
                of: ["upgrade", "--branch", "out", "--json"], in: project.project, project.bench)
            #expect(calls.result.status == attack.status, "\(calls.result.text)\(calls.result.stderr)")
            #expect(
                (calls.result.text + calls.result.stderr).contains(attack.says),
                "\(calls.result.text)\(calls.result.stderr)")
            #expect(calls.started.map { $0[0] } == [Tool.path], "\(calls.started)")
            #expect(calls.written(outside: [project.project]) == [])
            #expect(project.out("a.txt") == (attack.status == 0 ? "2\n" : nil))
            if attack.status == 0 { #expect(calls.written.contains { $0.contains("/.git/") }, "the trace is empty") }
        }

        @Test("a remote template is fetched into the cache by git alone")
        func remote() throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            let record = try #require(project.bench.text(".copier-answers.yml"))
            let address = "file://" + project.template
            try project.bench.commit([
                ".copier-answers.yml": record.replacingOccurrences(
                    of: "_src_path: \(project.template)", with: "_src_path: \(address)")
            ])
            try project.release("v2", Self.copierAttacks[0].files.merging(["a.txt": "2\n"]) { $1 })
            let cache = project.bench.directory.path("home/.cache/scaffold")
            try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
            let calls = try SystemCalls(of: ["upgrade", "--branch", "out"], in: project.project, project.bench)
            #expect(calls.result.status == 0, "\(calls.result.stderr)")
            #expect(project.out("a.txt") == "2\n")
            #expect(calls.written(outside: [project.project, cache]) == [])
            #expect(calls.written.contains { $0.hasPrefix(cache + "/") })
            #expect(calls.started.count > 1)
            for program in calls.started.dropFirst() {
                // A local transport of git's own starts the other end through a shell.
                let isOtherEnd = program.contains { $0.hasPrefix("git-upload-pack '\(project.template)") }
                let isGit = program[0] == "git" || program[0].hasSuffix("/git") || program[0].hasPrefix("git-")
                #expect(isGit || isOtherEnd, "\(program)")
            }
        }
    }
#endif
