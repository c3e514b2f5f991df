import Naru

/// What `naru_dataset *` stands for.
final class DatasetObject: Sendable {
    let dataset: Dataset

    init(_ dataset: Dataset) { self.dataset = dataset }
}
