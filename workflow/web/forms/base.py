"""What every form shares: Spanish messages, and the hidden key that makes a resent form count once."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectMultipleField, validators, widgets


class Form(FlaskForm):
    """A form of the pages. The CSRF token and `llave` are printed by the macros, not by each form."""

    @property
    def llave(self) -> str | None:
        """The idempotency key this form was printed with."""
        return request.form.get("llave") or None


class MultiCheckboxField(SelectMultipleField):
    """Several answers of a list, each with its box."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


def required(message: str) -> validators.DataRequired:
    """The answer is needed; `message` says what to write."""
    return validators.DataRequired(message)


def at_most(letters: int) -> validators.Length:
    return validators.Length(max=letters, message=f"Escriba como máximo {letters:,} letras.")


def choices(*pairs: tuple[str, str]) -> list[SelectChoice]:
    """Options of a select or radio field: (code, Spanish word)."""
    return [SelectChoice(code, word) for code, word in pairs]


def strip(value: Any) -> Any:
    """Filter of a text field: spaces at the ends say nothing."""
    return value.strip() if isinstance(value, str) else value
