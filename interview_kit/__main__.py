"""The command line, as ``python -m interview_kit``."""

from interview_kit.cli import main

if __name__ == "__main__":
    main(prog_name="interview-kit")
