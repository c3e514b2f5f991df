import NaruEngine
import Synchronization
import Testing

struct ParallelTests {
    private struct Failure: Error, Equatable { var piece: Int }

    @Test(arguments: [1, 2, 7, 40]) func answersComeInOrder(_ threads: Int) {
        for count in [0, 1, 2, 100] {
            #expect(Parallel.map(count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
        }
    }

    @Test(arguments: [1, 2, 7]) func theFirstErrorWins(_ threads: Int) {
        for _ in 0..<50 {
            #expect(throws: Failure(piece: 3)) {
                try Parallel.map(20, threads: threads) { piece throws(Failure) in
                    if piece >= 3 { throw Failure(piece: piece) }
                    return piece
                }
            }
        }
    }

    @Test func everyPieceIsDoneOnce() {
        let times = Mutex([Int](repeating: 0, count: 1000))
        Parallel.forEach(1000, threads: 8) { piece in times.withLock { $0[piece] += 1 } }
        #expect(times.withLock { $0.allSatisfy { $0 == 1 } })
    }

    /// Work that asks for help itself, more often than there are threads.
    @Test func worksWithinWork() {
        let sums = Parallel.map(40, threads: 8) { outer in
            Parallel.map(40, threads: 8) { outer * $0 }.reduce(0, +)
        }
        #expect(sums == (0..<40).map { $0 * 780 })
    }

    @Test func rangesCoverAll() {
        for count in [0, 1, 5, 100] {
            for pieces in [1, 3, 7] {
                let ranges = Parallel.ranges(count, pieces: pieces)
                #expect(ranges.flatMap { Array($0) } == Array(0..<count) && ranges.count <= pieces)
            }
        }
        #expect(Parallel.ranges(100, pieces: 7, least: 40).count == 2)
    }
}
