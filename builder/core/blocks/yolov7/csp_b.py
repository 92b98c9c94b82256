"""YOLOv7's CSP blocks B, whose defaults differ from chain to chain."""

from builder.core.blocks.yolov7.csp_chain import B, csp

BLOCKS = (
    csp("Bottleneck", B, add=False),
    csp("RepBottleneck", B, add=False),
    csp("Res", B),
    csp("RepRes", B, add=False),
    csp("ResX", B, groups=32),
    csp("RepResX", B, add=False, groups=32),
    csp("Ghost", B),
)
