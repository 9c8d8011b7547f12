"""Each file from outside is read in a process that may take only so much memory and time."""
