"""Puts a run's results into `Documentation/Performance.md`, between its marks."""
import os
import platform
import re
from pathlib import Path

from .results import markdown

PAGE = Path(__file__).resolve().parents[2] / "Documentation" / "Performance.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"


def machine():
    """The processor, its cores and the memory, in words."""
    try:
        names = re.findall(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 1024**2
    except (OSError, AttributeError):
        return platform.platform()
    processor = names[0] if names else platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def text(results, facts):
    """What stands between the marks; `facts` are lines about the run."""
    parts = [
        "\n".join(f"- {fact}" for fact in facts), markdown(results.table()), "\n\n".join(results.summary()),
        "The processor's time in milliseconds, all threads together:", markdown(results.cpu_table()),
    ]
    return "\n\n".join(parts)


def replaced(page, content):
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{PAGE.name} lacks its marks '{BEGIN}' and '{END}'")
    return f"{before}{BEGIN}\n\n{content}\n\n{END}{after}"


def record(results, facts):
    PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), text(results, facts)), encoding="utf-8")
