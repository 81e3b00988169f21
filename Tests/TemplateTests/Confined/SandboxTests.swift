#if os(Linux)
    import Foundation
    import Git
    import TestSupport
    import Testing

    @testable import Template

    /// What a command of a template can't do, and what it can.
    ///
    /// A machine that can't confine commands fails here.
    @Suite("Commands of templates are confined") struct SandboxTests {
        private func sandbox(seconds: Int = 20, bytes: Int = 8 << 20) throws -> Sandbox {
            var limits = Sandbox.Limits()
            limits.seconds = seconds
            limits.bytes = bytes
            limits.files = 2_000
            // A bomb must not keep other tests from their work.
            limits.processes = 64
            return try Sandbox(limits: limits)
        }

        private func run(
            _ script: String, on files: [TemplateFile] = [], seconds: Int = 20, folder: String = "."
        ) throws -> Sandbox.Outcome {
            let command = Sandbox.Command(["/bin/sh", "-c", script], folderName: "shop", folder: folder)
            return try sandbox(seconds: seconds).run(command, on: files)
        }

        private func file(_ path: String, _ text: String, _ mode: FileMode = .file) -> TemplateFile {
            TemplateFile(path: path, bytes: Array(text.utf8), mode: mode)
        }

        @Test("a command sees the files, and what it leaves comes back")
        func files() throws {
            let outcome = try run(
                "pwd; rm gone; echo more >> a; mkdir -p new/deep; echo x > new/deep/f; chmod +x tool; ln -s a link",
                on: [file("a", "a\n"), file("gone", ""), file("tool", "#!/bin/sh\n"), file("sub/l", "../a", .symlink)])
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(outcome.output == "/work/shop\n")
            let left = [
                file("a", "a\nmore\n"), file("link", "a", .symlink), file("new/deep/f", "x\n"),
                file("sub/l", "../a", .symlink), file("tool", "#!/bin/sh\n", .executable),
            ]
            #expect(outcome.files == left)
        }

        @Test("it runs in a folder of them, with an exit status of its own")
        func folder() throws {
            let outcome = try run("pwd; exit 7", on: [file("sub/a", "a\n")], folder: "sub")
            #expect(outcome.status == 7)
            #expect(outcome.output == "/work/shop/sub\n")
            #expect(!outcome.isTimedOut)
        }

        @Test("its variables are few, and none is the user's")
        func variables() throws {
            setenv("SCAFFOLD_TEST_TOKEN", "secret", 1)
            defer { unsetenv("SCAFFOLD_TEST_TOKEN") }
            let lines = try run("env").output.split(separator: "\n").map { $0.prefix { $0 != "=" } }
            #expect(lines.contains("HOME"))
            #expect(!lines.contains("SCAFFOLD_TEST_TOKEN"))
            #expect(lines.count < 20)
        }

        /// What a hostile command tries; each prints `reached` where it succeeds.
        private static let attempts = [
            "ls ../..//home/* && echo reached",
            "ls ~/.ssh && echo reached",
            "ls -d /root /mnt /var /run /srv && echo reached",
            "cat /etc/shadow && echo reached",
            "echo x > ../../escaped && echo reached",
            "echo x > /usr/escaped && echo reached",
            "echo x > /etc/passwd && echo reached",
            "echo x > /proc/sys/kernel/core_pattern && echo reached",
            "ls /proc/1/root/ && echo reached",
            "ls /proc/1/cwd/ && echo reached",
            "head -c 1 /proc/1/environ && echo reached",
            "mount -t tmpfs none /tmp && echo reached",
            "mount -o remount,bind,rw /usr && echo reached",
            "umount /work && echo reached",
            "chroot / true && echo reached",
            "unshare --user true && echo reached",
            "mknod device b 8 0 && echo reached",
            "kill -9 1 && sleep 1 && kill -0 1 && [ ! -d /proc/1 ] && echo reached",
            "ls /sys/class && echo reached",
            "ls /dev/tty /dev/sda /dev/mem && echo reached",
        ]

        @Test("it gets nowhere else", arguments: attempts)
        func attempt(script: String) throws {
            let outcome = try run("\(script)\nexit 0", on: [file("a", "a\n")])
            #expect(!outcome.output.contains("reached"), "\(outcome.output)")
            #expect(outcome.files == [file("a", "a\n")])
        }

        @Test("there is no network, not even this machine's own")
        func network() throws {
            let script = """
                import socket
                for address in ("127.0.0.1", "192.0.2.1"):
                    try:
                        socket.create_connection((address, 9), timeout=3)
                        print("reached")
                    except OSError as error:
                        print(error.errno)
                """
            let command = Sandbox.Command(["python3", "-c", script], folderName: "shop")
            let outcome = try sandbox().run(command, on: [])
            // ENETUNREACH: there is no way to either, where a refused connection would mean that there was one.
            #expect(outcome.output == "101\n101\n")
        }

        @Test("a symlink in the place of the files' folder brings nothing back")
        func replacedFolder() throws {
            #expect(throws: ScaffoldError.self) {
                try run("cd .. && mv shop away && ln -s /usr/share shop", on: [file("a", "a\n")])
            }
        }

        @Test("a link to a file outside is a link and no more")
        func link() throws {
            let outcome = try run("ln -s /etc/passwd link; ln -s ../../../../etc link2")
            #expect(
                outcome.files == [file("link", "/etc/passwd", .symlink), file("link2", "../../../../etc", .symlink)])
        }

        @Test("what it leaves in the background ends with it, and writes nothing more")
        func daemon() throws {
            let started = ContinuousClock.now
            let outcome = try run("(setsid sh -c 'sleep 2; echo late > late' >/dev/null 2>&1 &) ; echo done")
            #expect(outcome.status == 0)
            #expect(ContinuousClock.now - started < .seconds(2))
            #expect(outcome.files == [])
        }

        @Test("its time ends, whatever it does about it")
        func time() throws {
            let started = ContinuousClock.now
            let outcome = try run("trap '' TERM; echo begun; while :; do :; done", seconds: 1)
            #expect(outcome.isTimedOut)
            #expect(outcome.output.hasPrefix("begun\n"))
            #expect(ContinuousClock.now - started < .seconds(15))
        }

        @Test(
            "it can't fill the disk",
            arguments: [
                "head -c 100000000 /dev/zero > big", "truncate -s 100G sparse",
                "i=0; while [ $i -lt 3000 ]; do : > f$i || exit 1; i=$((i + 1)); done",
                "while :; do head -c 65536 /dev/zero; done",
            ])
        func space(script: String) throws {
            let outcome = try run(script)
            #expect(outcome.status != 0)
            #expect(outcome.files.reduce(0) { $0 + $1.bytes.count } <= 8 << 20)
        }

        @Test("a fork bomb ends with its time", .timeLimit(.minutes(1)))
        func forks() throws {
            let outcome = try run("bomb() { bomb | bomb & sleep 5; }; bomb; sleep 60", seconds: 1)
            #expect(outcome.status != 0)
        }

        @Test("git's folder and other folders that nobody keeps do not come back")
        func leftOut() throws {
            let outcome = try run(
                "mkdir -p .git/hooks sub/.git .venv node_modules/x; for f in .git/a sub/.git/b .venv/c node_modules/x/d k; do "
                    + "echo > $f; done; chmod 000 .git")
            #expect(outcome.files == [file("k", "\n")])
        }

        @Test("a folder of such a name that was there before stays")
        func givenFolders() throws {
            let files = [file("node_modules/a/b", "1"), file("sub/.venv/c", "2")]
            let outcome = try run("mkdir __pycache__; echo > __pycache__/x; echo > .venv-not", on: files)
            #expect(outcome.files == [file(".venv-not", "\n")] + files)
        }

        @Test("what is no file, folder or symlink is refused")
        func special() throws {
            #expect(throws: ScaffoldError.self) { try run("mkfifo pipe") }
        }

        @Test("a path that leads out is not written")
        func paths() throws {
            for path in ["../x", "/x", "a/../../x", ".git/config", ""] {
                #expect(throws: ScaffoldError.self) { try run("true", on: [file(path, "")]) }
            }
            #expect(throws: ScaffoldError.self) {
                try run("true", on: [file("a", "/tmp", .symlink), file("a/b", "x")])
            }
        }

        @Test("nothing is left on the machine")
        func remains() throws {
            let directory = try TempDirectory()
            var sandbox = try sandbox()
            sandbox.scratchPlace = directory.path
            let script = "echo x > y; mkdir -p d; chmod 000 d"
            let outcome = try sandbox.run(Sandbox.Command(["/bin/sh", "-c", script], folderName: "shop"), on: [])
            #expect(outcome.files == [file("y", "x\n")])
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
        }
    }
#endif
