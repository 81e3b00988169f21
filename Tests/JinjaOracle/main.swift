// Reads one template a line as JSON and writes what the engine makes of it, for the fuzzer in Tests/Corpora/jinja2.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

while let line = readLine() {
    print(CorpusCase.answer(line))
    // The reader waits for each answer.
    _ = fflush(nil)
}
