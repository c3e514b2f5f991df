import NaruShell

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

exit(Shell.main(Array(CommandLine.arguments.dropFirst())))
