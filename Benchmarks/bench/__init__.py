"""Compares Naru with DuckDB, SQLite and Ladybug; see Benchmarks/README.md."""
