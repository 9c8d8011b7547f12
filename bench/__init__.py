"""What measures how long the dashboard takes: `make bench`."""
