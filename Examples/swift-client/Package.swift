// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "client",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "naru", path: "../..")],
    targets: [.executableTarget(name: "client", dependencies: [.product(name: "Naru", package: "naru")])]
)
