"""Image sizes as people type them."""

LARGEST = 8192


def parse_size(words: str) -> tuple[int, int] | None:
    """Read "640" or "384 x 640" as `(H, W)`; None for anything else."""
    parts = [part.strip() for part in words.replace("×", "x").replace("*", "x").split("x")]
    if not all(part.isdecimal() for part in parts) or len(parts) > 2:
        return None
    sizes = [int(part) for part in parts]
    if not all(1 <= size <= LARGEST for size in sizes):
        return None
    return sizes[0], sizes[-1]


def parse_sizes(words: str) -> list[tuple[int, int]] | None:
    """Read "320, 384x640" as a list of `(H, W)`, each once; None if a part is no size."""
    parts = [part for part in words.replace("，", ",").replace(";", ",").split(",") if part.strip()]
    sizes = [parse_size(part) for part in parts]
    found = [size for size in sizes if size is not None]
    return list(dict.fromkeys(found)) if found and len(found) == len(sizes) else None


def size_text(size: tuple[int, int]) -> str:
    """A size as it is typed: "640", "384x640"."""
    height, width = size
    return str(height) if height == width else f"{height}x{width}"
