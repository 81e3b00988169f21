/// What one run of a process, or of a loop inside of one, cost.
struct Sample {
    /// Seconds on the clock.
    var wall: Double
    /// Seconds of processor time, user and system together, children included.
    var cpu: Double
    /// The most memory that was in use at once, in MiB; 0 where nobody looked.
    var memory = 0.0
}

/// The samples of one side of a comparison.
struct Series {
    var samples: [Sample] = []

    /// The middle wall time in seconds.
    var wall: Double { Series.quantile(samples.map(\.wall), 0.5) }
    /// The middle processor time in seconds.
    var cpu: Double { Series.quantile(samples.map(\.cpu), 0.5) }
    /// The most memory of any run, in MiB.
    var memory: Double { samples.map(\.memory).max() ?? 0 }
    /// The same for one of so many things that each run was about.
    func each(_ count: Int) -> Series {
        Series(samples: samples.map { Sample(wall: $0.wall / Double(count), cpu: $0.cpu / Double(count)) })
    }
    /// Half of all wall times lie between these two, in seconds.
    var wallSpread: (low: Double, high: Double) {
        (Series.quantile(samples.map(\.wall), 0.25), Series.quantile(samples.map(\.wall), 0.75))
    }
    /// The same less what another one costs in the middle.
    func without(_ other: Series) -> Series {
        Series(samples: samples.map { Sample(wall: $0.wall - other.wall, cpu: $0.cpu - other.cpu) })
    }

    /// The quantile with linear interpolation; 0 for no values.
    static func quantile(_ values: [Double], _ fraction: Double) -> Double {
        let sorted = values.sorted()
        guard let last = sorted.last else { return 0 }
        let place = fraction * Double(sorted.count - 1)
        let low = Int(place)
        guard low + 1 < sorted.count else { return last }
        return sorted[low] + (sorted[low + 1] - sorted[low]) * (place - Double(low))
    }
}

/// Numbers that are the same in every run with the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
