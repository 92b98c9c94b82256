"""Attention that keeps a map's shape, as people plug it into networks; one mechanism a file.

Rows write the channels first, as for a convolution: `[-1, 1, EMA, [256, 8]]` builds
`EMA(c1, c2, 8)`, c2 scaled by the width multiple. Most forks write rows so; others take the
channels from the input and write `[8]`.
"""
