"""Entry point for web servers and for the command line (`flask --app wsgi`)."""

from workflow import create_app

app = create_app()
