/// The version of the program and of the language it reads.
package enum NaruVersion {
    package static let text = "0.1.0"
}
