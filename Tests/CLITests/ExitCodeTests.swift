import Foundation
import TestSupport
import Testing

/// The documented exit codes, one row each.
@Suite struct ExitCodeTests {
    @Test(arguments: [
        ("in sync", "$SCAFFOLD upgrade && git merge -q scaffold/mini", ["status"], 0),
        ("behind", "", ["status"], 1),
        ("behind is not asked for", "", ["status", "--fail-on", "edited,held,error"], 0),
        (
            "edited", "$SCAFFOLD upgrade; git merge -q scaffold/mini; echo x >> app.txt; git commit -qam x", ["status"],
            1
        ),
        ("edited is not asked for", "echo x >> app.txt; git commit -qam x", ["status", "--fail-on", "held,error"], 0),
        (
            "held", "echo x > Dockerfile; git commit -qam x; $SCAFFOLD upgrade; git merge -q scaffold/mini",
            ["status", "--fail-on", "held"], 1
        ),
        (
            "an error in the record", "sed -i 's/name: shop/name: x/' .scaffold.yml; git commit -qam x",
            ["status", "--fail-on", "error"], 1
        ),
        ("a clean upgrade", "", ["upgrade"], 0),
        ("a clean plan", "", ["upgrade", "--plan"], 0),
        ("an upgrade that holds a file", "echo x > Dockerfile; git commit -qam x", ["upgrade"], 1),
        ("a plan that holds a file", "echo x > Dockerfile; git commit -qam x", ["upgrade", "--plan"], 1),
        ("up to date", "$SCAFFOLD upgrade && git merge -q scaffold/mini", ["upgrade"], 0),
        ("conflicts fail", "echo x > Dockerfile; git commit -qam x", ["upgrade", "--conflicts", "fail"], 2),
        ("a diff", "", ["diff"], 0),
        ("doctor", "", ["doctor"], 0),
        ("doctor of a broken record", "sed -i 's/name: shop/name: x/' .scaffold.yml; git commit -qam x", ["doctor"], 2),
        ("list", "", ["list"], 0),
        ("show", "", ["show", "../template"], 0),
        ("no command", "", [], 0),
        ("help", "", ["--help"], 0),
        ("version", "", ["--version"], 0),
        ("usage", "", ["status", "--bogus"], 64),
        ("usage of --fail-on", "", ["status", "--fail-on", "everything"], 64),
        ("both kinds of upgrade", "", ["upgrade", "--in-place", "--branch", "x"], 64),
        ("two choices", "", ["resolve", "--mine", "--template"], 64),
        ("an unknown shell", "", ["completions", "powershell"], 64),
    ]) func code(of case: String, script: String, command: [String], status: Int32) throws {
        let bench = try Workbench.withService()
        try bench.shell(script)
        let result = try run(
            Tool.path, command, environment: bench.environment,
            directory: URL(filePath: bench.service, directoryHint: .isDirectory))
        #expect(result.status == status, "\(result.text)\(result.stderr)")
        // Data goes to standard output, everything else to standard error.
        #expect(status < 2 ? !result.stdout.isEmpty : result.stdout.isEmpty || command == ["doctor"])
    }
}
