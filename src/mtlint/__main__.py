"""`python -m mtlint`."""

from mtlint.cli import main

if __name__ == "__main__":
    main()
