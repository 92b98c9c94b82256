"""Small configs of the trainers, as people write them."""

ULTRALYTICS = """\
# a small network of three scales
nc: 3  # classes
scales:
  # [depth, width, max_channels]
  n: [0.50, 0.25, 1024]  # nano
  s: [0.50, 0.50, 1024]
  x: [1.00, 1.50, 512]

backbone:
  - [-1, 1, Conv, [64, 3, 2]]  # 0-P1/2
  - [-1, 1, Conv, [128, 3, 2]]  # 1-P2/4
  - [-1, 2, C3k2, [256, False, 0.25]]  # 2
  - [-1, 1, Conv, [256, 3, 2]]  # 3-P3/8

head:
  - [[3], 1, Detect, [nc]]  # 4
"""

# A whole backbone that no catalogue knows fills the numbers 0 to 4.
FIVE_SLOT = """\
nc: 3
depth_multiple: 1.0
width_multiple: 1.0
anchors: 3

backbone:
  # [from, number, module, args]
  [[-1, 1, SomeViT_M0, []], # 4
   [-1, 1, SPPF, [1024, 5]],  # 5
  ]

head:
  [[-1, 1, Conv, [512, 1, 1]], # 6
   [-1, 1, nn.Upsample, [None, 2, 'nearest']], # 7
   [[-1, 3], 1, Concat, [1]],  # 8 cat backbone P4
   [-1, 3, C3, [512, False]],  # 9

   [-1, 1, Conv, [256, 1, 1]], # 10
   [-1, 1, nn.Upsample, [None, 2, 'nearest']], # 11
   [[-1, 2], 1, Concat, [1]],  # 12 cat backbone P3
   [-1, 3, C3, [256, False]],  # 13

   [-1, 1, Conv, [256, 3, 2]], # 14
   [[-1, 10], 1, Concat, [1]],  # 15
   [-1, 3, C3, [512, False]],  # 16

   [[13, 16], 1, Detect, [nc, anchors]],  # 17
  ]
"""
FIVE_SLOT_WITH_CBAM_AT_6 = """\
   [-1, 1, SPPF, [1024, 5]],  # 5
   [-1, 1, CBAM, [1024]],
  ]

head:
  [[-1, 1, Conv, [512, 1, 1]], # 7
   [-1, 1, nn.Upsample, [None, 2, 'nearest']], # 8
   [[-1, 3], 1, Concat, [1]],  # 9 cat backbone P4
   [-1, 3, C3, [512, False]],  # 10

   [-1, 1, Conv, [256, 1, 1]], # 11
   [-1, 1, nn.Upsample, [None, 2, 'nearest']], # 12
   [[-1, 2], 1, Concat, [1]],  # 13 cat backbone P3
   [-1, 3, C3, [256, False]],  # 14

   [-1, 1, Conv, [256, 3, 2]], # 15
   [[-1, 11], 1, Concat, [1]],  # 16
   [-1, 3, C3, [512, False]],  # 17

   [[14, 17], 1, Detect, [nc, anchors]],  # 18
"""
"""What stands behind row 0 after a row was put in as number 6."""
