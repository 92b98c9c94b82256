"""One config at all its scales and at several image sizes."""

from collections.abc import Sequence

from builder.core.analysis.analyze import analyze
from builder.core.analysis.recipe import channels_of_maps
from builder.core.analysis.report import Report
from builder.core.config import Config
from builder.core.dialects import choose

Size = tuple[int, int]


def scales_of(config: Config, *, dialect: str | None = None, file: str = "") -> list[str | None]:
    """The scales to compare. None stands for multiples of the file's own, which have no name."""
    resolved = choose(config, dialect).resolve(config, file=file, maps=channels_of_maps)
    own = (resolved.depth, resolved.width)
    named = resolved.own_scale is not None or own in resolved.multiples
    return [*([] if named else [None]), *resolved.scales]


def survey(
    config: Config,
    image_sizes: Sequence[Size],
    *,
    scales: Sequence[str | None] | None = None,
    dialect: str | None = None,
    nc: int | None = None,
    file: str = "",
) -> tuple[Report, ...]:
    """Analyze `config` at every scale and image size, the scales in the file's order.

    Args:
        config: What `read_config` gave.
        image_sizes: `(H, W)` of images.
        scales: Which scales; by default all.
        dialect: As in `analyze`, and so are the others.
        nc: Number of classes.
        file: The file's name.

    Raises:
        UnknownDialectError, UnknownScaleError: As in `analyze`.
    """
    if scales is None:
        scales = scales_of(config, dialect=dialect, file=file)
    return tuple(
        analyze(config, dialect=dialect, scale=scale, image_size=size, nc=nc, file=file)
        for scale in scales
        for size in image_sizes
    )
