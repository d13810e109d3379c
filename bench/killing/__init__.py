"""Commands killed at random moments (SIGKILL), and a disk that fills: what a desk is then."""
