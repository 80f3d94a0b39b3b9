"""Options that several commands about a corpus have in common."""

from typing import Annotated

import typer

__all__ = ["Contact", "Proxy"]

Contact = Annotated[
    str,
    typer.Option(
        envvar="ZHENDEMA_CONTACT", help="Mail address or page of yours, told to the sites that are asked."
    ),
]
Proxy = Annotated[
    str, typer.Option(envvar="ZHENDEMA_PROXY", help="http://HOST:PORT through which sites are asked.")
]
