"""Numbers of rows in few words."""

from collections.abc import Sequence


def runs_text(rows: Sequence[int]) -> str:
    """Ascending numbers with runs drawn together: "3, 9–24"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )
