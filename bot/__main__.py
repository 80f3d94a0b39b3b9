"""`python -m bot` is the command `zhendema`."""

from bot.cli import main

if __name__ == "__main__":
    main()
