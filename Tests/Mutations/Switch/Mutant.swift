import Foundation

/// The switch that every mutated place of the Merge module asks: which of them is broken in this process.
///
/// `scripts/check-mutations` copies this file into the module.
public enum Mutant {
    /// The number of the broken place; 0 for none.
    nonisolated(unsafe) public static var active = Int(ProcessInfo.processInfo.environment["MUTANT"] ?? "") ?? 0
    /// Which places were reached, by number.
    nonisolated(unsafe) private static let reached: UnsafeMutablePointer<Bool> = {
        let places = UnsafeMutablePointer<Bool>.allocate(capacity: capacity)
        places.initialize(repeating: false, count: capacity)
        return places
    }()
    private static let capacity = 10_000

    @inline(never)
    static func on(_ number: Int) -> Bool {
        reached[number] = true
        return number == active
    }

    /// The places that were reached since this was asked last.
    public static func takeReached() -> [Int] {
        let found = (0..<capacity).filter { reached[$0] }
        for number in found { reached[number] = false }
        return found
    }
}
