import Foundation
import Merge

/// Runs hand-made cases on the module with mutants.
///
/// What it prints is for `scripts/check-mutations`, a line each.
///
/// `reach CASES FILE` merges the cases of a file and prints for each `NUMBER, MILLISECONDS, PLACES…`, the mutated places that
/// it reaches; a case that fails although nothing is broken is `NUMBER, failed`.
/// `try CASES FILE:NUMBER…` merges cases with the mutant that the environment names in MUTANT, up to the first that fails:
/// `killed, FILE:NUMBER, FILE: NAME`. Without one it is `survived`.
let arguments = CommandLine.arguments
guard arguments.count > 3 else {
    print("usage: mutation-runner (reach CASES FILE | try CASES FILE:NUMBER…)")
    exit(64)
}
let folder = arguments[2]

func line(_ words: [String]) {
    print(words.joined(separator: "\t"))
    fflush(nil)
}

func isFailing(_ example: MergeCase) -> Bool { example.failure(example.merge()) != nil }

switch arguments[1] {
case "reach":
    let open = MergeCase.openCases(in: folder)
    for (number, example) in MergeCase.cases(of: arguments[3], in: folder).enumerated() {
        // What is open may fail with a mutant or without.
        if open.contains(example.testDescription) { continue }
        _ = Mutant.takeReached()
        let start = ContinuousClock.now
        if isFailing(example) {
            line(["\(number)", "failed", example.testDescription])
            continue
        }
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        line(["\(number)", "\(milliseconds)"] + Mutant.takeReached().map(String.init))
    }
default:
    var cases: [String: [MergeCase]] = [:]
    for argument in arguments[3...] {
        guard let colon = argument.lastIndex(of: ":"), let number = Int(argument[argument.index(after: colon)...])
        else {
            continue
        }
        let file = String(argument[..<colon])
        if cases[file] == nil { cases[file] = MergeCase.cases(of: file, in: folder) }
        guard let example = cases[file]?[number], isFailing(example) else { continue }
        line(["killed", argument, example.testDescription])
        exit(0)
    }
    line(["survived"])
}
