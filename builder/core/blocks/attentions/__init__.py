"""What rows with attention modules of the community mean, one mechanism a file."""
