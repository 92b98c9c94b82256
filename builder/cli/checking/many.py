"""Many files, checked here or by several processes at once."""

import os
from collections.abc import Callable, Sequence

from builder.cli.checking.task import Outcome, Task, check_file, fewer_collections

_WORTH_A_PROCESS = 40  # files; starting a process takes as long as checking so many


def jobs_for(files: int) -> int:
    """How many processes are worth it on this machine."""
    return max(1, min(_cores(), files // _WORTH_A_PROCESS))


def check_files(tasks: Sequence[Task], jobs: int, told: Callable[[str], None]) -> list[Outcome]:
    """The outcomes, in the order of the tasks.

    Args:
        tasks: The files.
        jobs: How many processes; 1 for this one alone.
        told: Called with the name of each file that is done.
    """
    jobs = min(jobs, len(tasks))
    if jobs > 1:
        from builder.cli.checking.crew import Crew  # processes take time to import

        return Crew(tasks, jobs, told).outcomes()
    outcomes = []
    with fewer_collections():
        for task in tasks:
            outcomes.append(check_file(task))
            told(task.path)
    return outcomes


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
