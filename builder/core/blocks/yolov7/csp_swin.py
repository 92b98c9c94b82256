"""YOLOv7's CSP blocks with a Swin transformer inside."""

from builder.core.blocks.yolov7.csp_chain import A, B, C, csp

BLOCKS = (
    csp("ST", A),
    csp("ST", B, add=False),
    csp("ST", C),
    csp("ST2", A),
    csp("ST2", B, add=False),
    csp("ST2", C),
)
