"""`python -m backupdx`: the command line, where no `backupdx` is on the path."""

from .cli import main

if __name__ == "__main__":
    main()
