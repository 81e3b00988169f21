import Fleet
import Forge
import Testing

/// Who goes in a wave: canaries first, never more than may be, nobody once too many canaries fail.
@Suite struct WaveTests {
    private let now: Int64 = 1_000_000

    private func wave(_ change: (inout Wave) -> Void = { _ in }) -> Wave {
        var wave = Wave()
        change(&wave)
        return wave
    }

    /// Services that all have something to push.
    private func fleet(_ count: Int) -> [Wave.Member] {
        (0..<count).map { Wave.Member(name: "service-\($0)", outcome: .created, isPush: true) }
    }

    /// The same fleet where the canaries' pull requests stand so.
    private func fleet(_ count: Int, _ wave: Wave, _ states: [CheckState]) -> [Wave.Member] {
        var members = fleet(count)
        for (name, state) in zip(wave.canaries(among: members.map(\.name)), states) {
            guard let index = members.firstIndex(where: { $0.name == name }) else { continue }
            members[index] = Wave.Member(name: name, outcome: .unchanged, isPush: false, checks: state)
        }
        return members
    }

    private func goes(_ wave: Wave, _ members: [Wave.Member]) -> [String] {
        zip(members, wave.verdicts(members, now: now)).filter { $0.0.isPush && $0.1 == .go }.map(\.0.name)
    }

    @Test func withoutBoundsAllGo() { #expect(goes(wave(), fleet(5)).count == 5) }

    @Test(arguments: [0, 1, 3, 9]) func aLimitIsALimit(limit: Int) {
        #expect(goes(wave { $0.limit = limit }, fleet(5)) == (0..<min(limit, 5)).map { "service-\($0)" })
    }

    @Test func whatWasPushedWithinTheHourCounts() {
        var members = fleet(5)
        members[0] = Wave.Member(name: "service-0", outcome: .unchanged, isPush: false, pushedAt: now - 10)
        members[1] = Wave.Member(name: "service-1", outcome: .unchanged, isPush: false, pushedAt: now - 3601)
        #expect(goes(wave { $0.perHour = 3 }, members) == ["service-2", "service-3"])
    }

    @Test func canariesGoFirstAndAlone() {
        let wave = wave { $0.canaryPercent = 20 }
        let members = fleet(10)
        #expect(goes(wave, members).sorted() == wave.canaries(among: members.map(\.name)).sorted())
        #expect(goes(wave, members).count == 2)
    }

    /// Which services are canaries depends on neither the order of a list nor what it is called with.
    @Test func canariesStayTheSame() {
        let wave = wave { $0.canaryPercent = 10 }
        let names = (0..<200).map { "service-\($0)" }
        #expect(wave.canaries(among: names) == wave.canaries(among: names.reversed()))
        #expect(wave.canaries(among: names).count == 20)
        #expect(wave.canaries(among: ["only"]) == ["only"])
        #expect(wave.canaries(among: []) == [])
    }

    @Test(
        arguments: [
            // The checks of the two canaries, how many failures are borne, how many of the other eight go.
            ([.passed, .passed], 0, 8), ([.passed, .none], 0, 8), ([.passed, .pending], 0, 0),
            ([.passed, .failed], 0, 0), ([.passed, .failed], 49, 0), ([.passed, .failed], 50, 8),
            ([.failed, .failed], 99, 0), ([.failed, .failed], 100, 8), ([.failed, .pending], 0, 0),
        ] as [([CheckState], Int, Int)])
    func theOthersWaitForThem(states: [CheckState], borne: Int, expected: Int) {
        let wave = wave { ($0.canaryPercent, $0.maximumFailedPercent) = (20, borne) }
        #expect(goes(wave, fleet(10, wave, states)).count == expected)
    }

    /// A wave that stopped says so for each, also for canaries that have not gone yet.
    @Test func aStopIsForAll() {
        let wave = wave { $0.canaryPercent = 20 }
        let members = fleet(10, wave, [.failed])
        let verdicts = zip(members, wave.verdicts(members, now: now)).filter { $0.0.isPush }.map(\.1)
        #expect(verdicts.count == 9)
        #expect(verdicts.allSatisfy { $0 == .stopped("the checks of 1 of 1 canaries failed") })
    }

    /// What people took over says nothing of the release; else one refusal would hold up a fleet for ever.
    @Test(arguments: [Decision.Outcome.declined, .edited, .paused, .skipped]) func refusalsHoldUpNobody(
        outcome: Decision.Outcome
    ) {
        let wave = wave { $0.canaryPercent = 20 }
        var members = fleet(10, wave, [.passed, .passed])
        for index in members.indices where !members[index].isPush {
            members[index].outcome = outcome
            members[index].checks = .failed
        }
        #expect(goes(wave, members).count == 8)
    }

    @Test func wordsAreNeverHeldUp() {
        let wave = wave { ($0.limit, $0.canaryPercent) = (0, 50) }
        let members = [Wave.Member(name: "a", outcome: .resolved, isPush: false), fleet(1)[0]]
        #expect(wave.verdicts(members, now: now).first == .go)
    }
}
