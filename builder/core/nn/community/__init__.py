"""Blocks that no trainer ships, which the users' forks add to their configs."""
