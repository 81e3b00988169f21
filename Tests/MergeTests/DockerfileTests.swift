import Testing

@testable import Merge

@Suite("Dockerfiles")
struct DockerfileTests {
    private func value(_ text: String) throws -> Value {
        try #require(DockerfileParser.parse(Array(text.utf8))).root.value
    }

    @Test("the parser loses no byte, and the second reader finds the same in every hand-made Dockerfile")
    func readersAgree() throws {
        let examples = MergeCase.all.filter { $0.file.hasPrefix("dockerfile") }
        #expect(examples.count >= 250)
        var read = 0
        for example in examples {
            for section in ["base", "local", "incoming", "result"] where example.sections[section] != nil {
                let bytes = example.bytes(section)
                guard let tree = DockerfileParser.parse(bytes) else {
                    #expect(DockerfileReader.read(bytes) == nil, "\(example.testDescription)")
                    continue
                }
                read += 1
                #expect(tree.firstGap() == nil, "\(example.testDescription)")
                #expect(DockerfileReader.read(bytes) == tree.root.value, "\(example.testDescription)")
            }
        }
        #expect(read >= 750)
    }

    @Test(
        "layout says nothing",
        arguments: [
            ("RUN apk add a b && make\n", "RUN apk add \\\n    a \\\n  # why\n    b \\\n && make\n"),
            ("ENV A=1 B=\"x  y\"\n", "env A=1 \\\n  B=\"x  y\"\n"),
            ("COPY --from=a b c\n", "COPY  --from=a   b  \\\n  c\n"),
            ("FROM a AS b\n", "from a  as b\n"),
        ])
    func layout(_ plain: String, _ other: String) throws {
        #expect(try value("FROM x\n" + plain) == value("FROM x\n" + other))
    }

    @Test(
        "what a shell or a builder could tell apart is another value",
        arguments: [
            ("RUN echo \"a  b\"\n", "RUN echo \"a b\"\n"), ("RUN a && b\n", "RUN a; b\n"),
            ("RUN apk add a=1\n", "RUN apk add a\n"), ("RUN ab\n", "RUN a b\n"), ("ENV A=1\n", "ENV A=\"1\"\n"),
            ("RUN a <<E\nx\nE\n", "RUN a <<E\n x\nE\n"), ("CMD [\"a\"]\n", "CMD a\n"),
        ])
    func meaning(_ one: String, _ other: String) throws {
        #expect(try value("FROM x\n" + one) != value("FROM x\n" + other))
    }

    @Test("what a merged file must not have, whoever merged it")
    func dangling() throws {
        let file = try value(
            """
            ARG KNOWN=1
            FROM a:$KNOWN AS one
            FROM b:$UNKNOWN
            COPY --from=one /x /x
            COPY --from=two /x /x
            COPY --from=7 /x /x
            COPY --from=registry/image:1 /x /x
            ENV A=1
            ENV A=2
            CMD ["a"]
            CMD ["b"]

            """)
        #expect(
            DockerfileReferences.dangling(file) == [
                "argument $UNKNOWN", "stage two", "stage #7", "second ENV A", "second CMD",
            ])
    }

    @Test("line ends of one side stay, whoever changed what")
    func lineEnds() {
        let base = "FROM a:1\nRUN apk add \\\n    b \\\n    d\nEXPOSE 1\n"
        let local = base.replacing("    d", with: "    c \\\n    d").replacing("\n", with: "\r\n")
        let incoming = base.replacing("    d", with: "    d \\\n    e").replacing("EXPOSE 1", with: "EXPOSE 1 2")
        let result = "FROM a:1\nRUN apk add \\\n    b \\\n    c \\\n    d \\\n    e\nEXPOSE 1 2\n"
            .replacing("\n", with: "\r\n")
        let options = MergeOptions(path: "Dockerfile")
        #expect(text(FileSides(base, local, incoming).merged(options).cleanBytes) == result)
        #expect(text(FileSides(base, incoming, local).merged(options).cleanBytes) == result)
        let all = [base, incoming].map { $0.replacing("\n", with: "\r\n") }
        #expect(text(FileSides(all[0], local, all[1]).merged(options).cleanBytes) == result)
    }

    @Test("without its own resolvers a version in an image is left to people")
    func disabled() {
        let sides = FileSides("FROM a:1.0\n", "FROM a:1.1\n", "FROM a:1.2\n")
        #expect(text(sides.merged(MergeOptions(path: "Dockerfile")).cleanBytes) == "FROM a:1.2\n")
        let merged = sides.merged(MergeOptions(path: "Dockerfile", disabledResolvers: [VersionResolver.name]))
        #expect(merged.conflictCount == 1)
    }

    @Test("a conflict about an instruction that is gone stands where it stood")
    func placeOfWhatIsGone() {
        let base = "FROM debian:12\nRUN make one\nWORKDIR /srv\nCMD [\"a\"]\n"
        let merged = FileSides(
            base, base.replacing("RUN make one\n", with: ""), base.replacing("make one", with: "make two")
        ).merged(MergeOptions(path: "Dockerfile"))
        guard case .conflicted(let hunks) = merged.outcome else {
            Issue.record("no conflict")
            return
        }
        #expect(hunks.map(\.kind) == [.valueDeleteModify])
        #expect(hunks.map(\.baseLines) == [1..<2])
        #expect(hunks.map(\.localLines) == [1..<1])
        #expect(hunks.map(\.incomingLines) == [1..<2])
    }
}
