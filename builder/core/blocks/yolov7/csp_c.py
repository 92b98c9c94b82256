"""YOLOv7's CSP blocks C."""

from builder.core.blocks.yolov7.csp_chain import C, csp

BLOCKS = (
    csp("Bottleneck", C),
    csp("RepBottleneck", C),
    csp("Res", C),
    csp("RepRes", C),
    csp("ResX", C, groups=32),
    csp("RepResX", C, groups=32),
    csp("Ghost", C),
)
