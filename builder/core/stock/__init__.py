"""Networks as their trainers ship them, and how a file differs from the nearest of them."""
