/// Whether pieces of a pattern describe all of a text, where some pieces stand for a run of any length.
///
/// The usual walk with two pointers: on a mismatch the last run takes one element more, so that it takes time in proportion to
/// pattern × text.
/// - Parameters:
///   - pieces: How many pieces there are.
///   - length: How many elements the text has.
///   - isRun: Whether a piece stands for a run.
///   - accepts: Whether a piece, given first, stands for an element, given second.
func starWalk(
    pieces: Int, length: Int, isRun: (Int) -> Bool, accepts: (_ piece: Int, _ element: Int) -> Bool
) -> Bool {
    var piece = 0
    var element = 0
    var last: (piece: Int, element: Int)?
    while element < length {
        if piece < pieces, isRun(piece) {
            last = (piece, element)
            piece += 1
        } else if piece < pieces, accepts(piece, element) {
            piece += 1
            element += 1
        } else if let run = last {
            last = (run.piece, run.element + 1)
            piece = run.piece + 1
            element = run.element + 1
        } else {
            return false
        }
    }
    return (piece..<pieces).allSatisfy(isRun)
}
