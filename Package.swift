// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

// A program whose `main` is libFuzzer's, which only a build for it has (`make fuzz`).
let fuzzer: [Target] =
    Context.environment["NARU_FUZZER"] == nil
    ? []
    : [
        .executableTarget(
            name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    ]

// Targets stand in pipeline order: text → tokens → AST → typed query →
// logical plan → operators → batches → output.
let package = Package(
    name: "naru",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Naru", targets: ["Naru"]),
        .library(name: "NaruPictures", targets: ["NaruPictures"]),
        .library(name: "NaruC", type: .static, targets: ["NaruC"]),
        .executable(name: "naru", targets: ["NaruTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    ],
    targets: [
        .target(name: "NaruSyntax", swiftSettings: strict),
        .target(name: "NaruSemantics", dependencies: ["NaruSyntax"], swiftSettings: strict),
        .target(name: "NaruPlan", dependencies: ["NaruSyntax", "NaruSemantics"], swiftSettings: strict),
        .target(
            name: "NaruEngine",
            dependencies: [
                "NaruSyntax", "NaruSemantics", "NaruPlan", .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .target(
            name: "CNaruDataset", exclude: ["partnerships", "partnerships.narudb"]),
        .target(name: "CNaruEncodings", exclude: ["make-cp949.py", "cp949.bin"]),
        .target(name: "CSQLite"),
        .target(name: "CZlib"),
        .target(name: "CExpat"),
        .target(name: "CXLSXWriter"),
        .target(
            name: "NaruData",
            dependencies: [
                "NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "CNaruDataset", "CNaruEncodings", "CSQLite",
                "CZlib", "CExpat",
            ],
            swiftSettings: strict),
        .target(name: "CNaruChecks"),
        .target(
            name: "Naru",
            dependencies: ["NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruData", "CNaruChecks"],
            swiftSettings: strict),
        .target(name: "CNaru"),
        .target(
            name: "NaruC", dependencies: ["Naru", "NaruSyntax", "NaruSemantics", "NaruEngine", "NaruData", "CNaru"],
            exclude: ["install.sh", "package.sh"], swiftSettings: strict),
        .target(name: "NaruIDE", dependencies: ["NaruSyntax", "NaruSemantics"], swiftSettings: strict),
        .target(
            name: "NaruPictures", dependencies: ["Naru", "NaruSyntax", "NaruSemantics", "NaruEngine"],
            swiftSettings: strict),
        .target(name: "CNaruExplanations", exclude: ["explanations"]),
        .systemLibrary(name: "CLibEdit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
        .target(
            name: "NaruShell",
            dependencies: [
                "Naru", "NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruData", "NaruIDE", "NaruPictures",
                "CNaruExplanations", "CLibEdit", "CXLSXWriter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "NaruTool", dependencies: ["NaruShell"], swiftSettings: strict),
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["Naru", "NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruData", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "NaruIDETests", dependencies: ["NaruSyntax", "NaruSemantics", "NaruData", "Naru", "NaruIDE"],
            swiftSettings: strict),
        .testTarget(
            name: "NaruPicturesTests",
            dependencies: ["NaruSyntax", "NaruSemantics", "NaruEngine", "Naru", "NaruPictures", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "NaruSemanticsTests", dependencies: ["NaruSyntax", "NaruSemantics"], swiftSettings: strict),
        .testTarget(
            name: "NaruPlanTests",
            dependencies: ["NaruSyntax", "NaruSemantics", "NaruPlan", "NaruData", "Naru", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "NaruSyntaxTests", dependencies: ["NaruSyntax", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ModelTests",
            dependencies: ["NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruData", "Naru", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "NaruTests",
            dependencies: ["NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruData", "Naru", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "NaruCTests", dependencies: ["CNaru", "NaruC"], swiftSettings: strict),
        .testTarget(
            name: "NaruDataTests",
            dependencies: [
                "NaruSyntax", "NaruSemantics", "NaruEngine", "NaruData", "CNaruDataset", "Mutants", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "NaruShellTests",
            dependencies: ["NaruSyntax", "NaruEngine", "Naru", "NaruIDE", "NaruShell", "NaruTool", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentationTests",
            dependencies: ["NaruSyntax", "NaruSemantics", "NaruData", "Naru", "NaruShell", "NaruTool", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "LibraryTests", dependencies: ["Naru", "NaruPictures", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "DifferentialTests", dependencies: ["Naru"], packageAccess: false, swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: strict),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "NaruSyntax", "NaruSemantics", "NaruEngine", "NaruData", "Naru", "NaruShell", "CNaru", "NaruC",
            ],
            path: "Tests/FuzzTargets", swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "Mutants", dependencies: ["NaruSyntax", "NaruSemantics", "NaruEngine", "NaruData", "TestSupport"],
            path: "Tests/Mutants", swiftSettings: strict),
        .executableTarget(
            name: "MutantRuns", dependencies: ["Mutants", "TestSupport"], path: "Tests/MutantRuns",
            swiftSettings: strict),
    ] + fuzzer,
    cLanguageStandard: .c2x
)
