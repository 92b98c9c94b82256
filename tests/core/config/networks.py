"""Small networks of our own, in the spellings that files use."""

FLOW = """\
# a network
nc: 4  # classes
anchors:
  - [10,13, 16,30]  # P3/8
backbone:
  # [from, number, module, args]
  [[-1, 1, Conv, [16, 3, 2]],  # 0-P1/2
   [-1, 1, Conv, [32, 3, 2]],  # 1-P2/4
   [-1, 2, C3, [32]],
   [-1, 1, Conv, [64, 3, 2]],  # 3-P3/8
  ]

head:
  [[-1, 1, nn.Upsample, [None, 2, 'nearest']],
   [[-1, 2], 1, Concat, [1]],  # cat P2
   [-2, 1, Conv, [32, 1]],  # 6 (P2/4)

   [[6, 3], 1, Detect, [nc, anchors]],  # Detect(P2, P3)
  ]
"""

BLOCK = """\
nc: 4
backbone:
  - [-1, 1, Conv, [16, 3, 2]] # 0-P1/2
  - [-1, 1, Conv, [32, 3, 2]] # 1-P2/4
  - [-1, 2, C3, [32]] # 2
head:
  - [-1, 1, Conv, [32, 1]] # 3
  - [[-1, 1], 1, Concat, [1]] # X3 (4), fpn
  - [[4], 1, Detect, [nc]]
"""

ROWS_OF_DASHES = """\
nc: 4
backbone:
- - -1
  - 1
  - Conv
  - [16, 3, 2]  # 0
- - -1
  - 2
  - C3
  - - 16
    - true  # 1
head:
- - - -1
    - 0
  - 1
  - Concat
  - [1]
- - - 2
  - 1
  - Detect
  - []
"""
