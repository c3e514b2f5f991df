"""The harness's own logic, without the peers and without a network:
    PYTHONPATH=Benchmarks python3 -m unittest discover -s Benchmarks/tests -t Benchmarks
"""
