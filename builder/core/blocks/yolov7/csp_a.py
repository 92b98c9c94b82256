"""YOLOv7's CSP blocks A."""

from builder.core.blocks.yolov7.csp_chain import A, csp

BLOCKS = (
    csp("Bottleneck", A),
    csp("RepBottleneck", A),
    csp("Res", A),
    csp("RepRes", A),
    csp("ResX", A, groups=32),
    csp("RepResX", A, groups=32),
    csp("Ghost", A),
)
