"""Entry point for web servers and for the command line (`flask --app wsgi`)."""

import gc

import click

from workflow import create_app


def _looking_for_a_command() -> bool:
    """Flask looks for one of our commands: no page is needed, and without them a worker is ready sooner and smaller."""
    context = click.get_current_context(silent=True)
    return context is not None and context.parent is None


gc.disable()  # what is loaded here stays until the end: looking for garbage among it costs a sixth of the start
app = create_app(pages=not _looking_for_a_command())
gc.freeze()  # nor later, and the processes forked from this one share it
gc.enable()
