"""`python -m benchmarks`: measure everything in one run and print a table."""

import argparse

from benchmarks import checking, core, everything, machine, opening, others, processes, window
from benchmarks.figure import HEADER, ratio


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=200, help="of what takes milliseconds")
    parser.add_argument(
        "--trainer-python", metavar="PYTHON", help="an interpreter that has YOLOv5 installed"
    )
    parser.add_argument(
        "--ultralytics-python",
        metavar="PYTHON",
        help="one that has ultralytics and what it needs; building all its networks takes minutes",
    )
    options = parser.parse_args()
    slow_runs = max(3, options.runs // 20)

    print(*machine.describe(), sep="\n", end="\n\n")
    print(HEADER)
    inside = core.figures(options.runs)
    torch = others.torch_meta(slow_runs)
    trainer = others.trainer(options.trainer_python, slow_runs)
    for figure in (*inside, *window.figures(options.runs), *processes.figures(slow_runs)):
        print(figure.line(), flush=True)
    print(opening.figure().line(), flush=True)
    for figure in checking.figures():
        print(figure.line(), flush=True)
    ours, theirs = everything.figures(options.ultralytics_python)
    print(torch.line(), trainer.line(), ours.line(), theirs.line(), "", sep="\n")
    afresh, warm = inside[core.AFRESH], inside[core.WARM]
    print(ratio("torch's meta device / nothing remembered", torch, afresh))
    print(ratio("torch's meta device / warm", torch, warm))
    print(ratio("the trainer / nothing remembered", trainer, afresh))
    print(ratio("the trainer / warm", trainer, warm))
    print(ratio("Ultralytics on its networks / all of ours", theirs, ours))


if __name__ == "__main__":
    main()
