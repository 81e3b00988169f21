/// One side of a comparison.
struct Side {
    var name: String
    /// Brings everything back to where the run starts from; not measured.
    var prepare: () throws -> Void = {}
    /// One measured run.
    var run: () throws -> Sample
}

/// Runs sides in turn (A B A B …), so that whatever else the machine does hits all of them alike.
struct Interleaving {
    var runs: Int

    /// - Returns: One series for each side, in their order. A first round is thrown away: it only fills caches.
    func measure(_ sides: [Side]) throws -> [Series] {
        var series = sides.map { _ in Series() }
        for round in 0...runs {
            // Every other round goes backwards: no side always runs after the same one.
            for index in round % 2 == 0 ? Array(sides.indices) : sides.indices.reversed() {
                try sides[index].prepare()
                let sample = try sides[index].run()
                if round > 0 { series[index].samples.append(sample) }
            }
        }
        return series
    }
}
