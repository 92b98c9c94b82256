"""`builder explain`: the manual of a rule or of a block, or what a trainer's error means."""

import argparse
import re
from collections.abc import Iterator

from builder.cli import explain_error
from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.options import add_language_option
from builder.core.blocks.catalogue import TRAINERS

_CODE = re.compile(r"[A-Za-z]\d{3}")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "subject",
        nargs="?",
        metavar="CODE|BLOCK|FILE",
        help="such as G101, C3 or nn.Upsample; without it all of them are listed; "
        "a config with --error",
    )
    add_language_option(parser)
    parser.add_argument(
        "--trainer",
        choices=TRAINERS,
        default=TRAINERS[0],
        help="whose block is meant, where trainers use one name for several",
    )
    explain_error.add_options(parser)
    parser.epilog = (
        f"examples:\n  builder explain G101\n  builder explain C3 --language zh\n"
        f"{explain_error.EXAMPLES}"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the manual, what there are manuals of, or what an error means."""
    if arguments.error is not None:
        return explain_error.run(arguments)
    if arguments.subject is None:
        print("\n".join(_contents(arguments.trainer, arguments.language)))
        return ExitCode.FINE
    from builder.cli.block_manual import block_manual
    from builder.core.blocks.catalogue import find

    subject: str = arguments.subject
    if _CODE.fullmatch(subject):
        print(_rule(subject.upper(), arguments.language))
        return ExitCode.FINE
    spec = find(subject, arguments.trainer)
    if spec is None:
        similar = _similar(subject, arguments.trainer)
        raise UsageError(f"no rule and no block is named {visible(subject)}{similar}")
    print("\n".join(block_manual(spec, arguments.language)))
    return ExitCode.FINE


def _contents(trainer: str, language: str) -> Iterator[str]:
    from builder.core.blocks.catalogue import search
    from builder.core.rules import codes, explain

    yield "findings:"
    for code in codes():
        title = (explain(code, language) or "").partition("\n")[0]
        yield f"  {title}"
    yield "\nblocks:"
    blocks = search("", trainer, language)
    widest = max(len(spec.name) for spec in blocks)
    for spec in blocks:
        yield f"  {spec.name:<{widest}}  {spec.summary.in_language(language)}"


def _rule(code: str, language: str) -> str:
    from builder.core.rules import codes, explain

    manual = explain(code, language)
    if manual is not None:
        return manual.rstrip()
    near = [known for known in codes() if known[0] == code[0]] or codes()
    raise UsageError(f"no rule has the code {code}; known: {', '.join(near)}")


def _similar(name: str, trainer: str) -> str:
    from builder.core.blocks.catalogue import nearest

    names = nearest(name, trainer)
    return f"; did you mean {' or '.join(names)}?" if names else ""
