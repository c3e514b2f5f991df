"""Presses Ctrl-C while naru.py is at work, for each thing that may take long.

Needs NARU_LIBRARY, and naru.py beside it.
"""
import os
import pathlib
import signal
import sqlite3
import sys
import tempfile
import threading

import naru

# Who starts this in the background has it ignored or blocked.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def pressed(name, work):
    """Does work, and sends the signal once a thread is at it."""
    others = threading.enumerate()
    begun = threading.Event()

    def press():
        begun.wait()
        while all(thread is presser or thread in others for thread in threading.enumerate()):
            pass
        os.kill(os.getpid(), signal.SIGINT)

    presser = threading.Thread(target=press)
    presser.start()
    try:
        begun.set()
        work()
        sys.exit(f"{name} was not ended")
    except KeyboardInterrupt:
        print(name)
    finally:
        presser.join()


def endless(path):
    database = sqlite3.connect(path)
    database.execute("create view v as with recursive n(x) as (select 1 union all select x + 1 from n) select x from n")
    database.commit()
    database.close()


with tempfile.TemporaryDirectory() as folder:
    database = str(pathlib.Path(folder) / "endless.db")
    endless(database)
    pressed("open", lambda: naru.open(database))

PAIRS = "pairs((pairs((claims)) | select n: first.rank)) | sort first.n, second.n | take 1"
with naru.open() as data:
    query = data.query(PAIRS)
    pressed("step", lambda: next(query))
    # What was ended ends nothing else.
    print(*next(data.query("count(cities)")).values())
