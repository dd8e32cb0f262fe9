"""A test client that checks every page it fetches, so that no test has to remember to.

`Browser(app)` wraps Flask's test client. Each answer of HTML is parsed strictly and must hold what every page of the
installation promises: valid HTML, one h1 that the title repeats, es-MX, labels, unique ids, nothing inline, a strict
CSP, no English, no template leftovers, links with text, forms protected against CSRF.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ENGLISH = (
    "Submit", "Cancel", "Error:", "Login", "Log in", "Logout", "Password", "None", "True", "False", "undefined",
    "Sign in", "Not Found", "Forbidden", "Bad Request", "Internal Server Error", "This field is required", "Invalid",
    "Not a valid", "Next", "Previous", "Delete", "Save", "Edit", "Search", "Traceback", "NaN", "null", "Unnamed",
)  # fmt: skip
ENGLISH_WORDS = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in ENGLISH) + r")(?!\w)")
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|<built-in|<function|object at 0x|Decimal\(|datetime\.date")
CODE = re.compile(r"\b[A-Z]{3,}(?:_[A-Z0-9]+)+\b")
LABELLED = "input:not([type=hidden]):not([type=submit]), select, textarea"


class Page:
    """An answer with its parsed HTML."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.soup = BeautifulSoup(response.get_data(as_text=True), "html.parser") if is_html(response) else None

    @property
    def text(self) -> str:
        """What a person reads, with single spaces."""
        assert self.soup is not None, f"not a page: {self.response.content_type}"
        return " ".join(self.soup.get_text(" ").split())

    @property
    def location(self) -> str:
        return self.response.headers["Location"]

    def one(self, selector: str) -> Tag:
        assert self.soup is not None
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} of {selector!r}"
        return found[0]

    def all(self, selector: str) -> list[Tag]:
        assert self.soup is not None
        return list(self.soup.select(selector))

    def form(self, contains: str) -> dict[str, str]:
        """The fields, as the browser would send them, of the first form with that text or action."""
        for form in self.all("form"):
            if contains in form.get_text() or contains == form.get("action"):
                return form_fields(form)
        raise AssertionError(f"no form with {contains!r}")


class Browser:
    """Flask's client, checking each page. Follows a redirect only when asked."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, **kwargs: Any) -> Page:
        return self._checked(self.client.get(path, **kwargs))

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Page:
        return self._checked(self.client.post(path, data=data, **kwargs))

    def submit(self, page: Page, contains: str, follow: bool = True, **values: Any) -> Page:
        """Fill in and send the form of `page` that has that text or action."""
        for form in page.all("form"):
            if contains in form.get_text() or contains == form.get("action"):
                action = str(form.get("action") or page.response.request.path)
                return self.post(action, {**form_fields(form), **values}, follow_redirects=follow)
        raise AssertionError(f"no form with {contains!r}")

    def _checked(self, response: TestResponse) -> Page:
        page = Page(response)
        if (
            page.soup is not None
            and 200 <= response.status_code < 600
            and response.status_code not in (301, 302, 303, 307)
        ):
            problems = check(response.get_data(as_text=True), response, page.soup)
            assert not problems, f"{response.request.path}:\n" + "\n".join(problems)
        return page


def is_html(response: TestResponse) -> bool:
    return (response.content_type or "").startswith("text/html")


def form_fields(form: Tag) -> dict[str, str]:
    fields = {}
    for element in form.select("input[name], textarea[name], select[name]"):
        kind, name = element.get("type"), str(element["name"])
        if kind in ("checkbox", "radio") and not element.has_attr("checked"):
            continue
        if kind in ("file", "submit"):
            continue
        if element.name == "select":
            chosen = element.select_one("option[selected]") or element.select_one("option")
            fields[name] = str(chosen.get("value", "")) if chosen else ""
        elif element.name == "textarea":
            fields[name] = element.get_text().removeprefix("\n")
        else:
            fields[name] = str(element.get("value", "on" if kind == "checkbox" else ""))
    button = form.select_one("button[name]")
    if button is not None:
        fields.setdefault(str(button["name"]), str(button.get("value", "")))
    return fields


def check(html: str, response: TestResponse | None = None, soup: BeautifulSoup | None = None) -> list[str]:
    """Everything a page breaks of what each page promises. A fragment (htmx) is parsed as one."""
    fragment = "<html" not in html[:200]
    soup = soup or BeautifulSoup(html, "html.parser")
    problems = (
        _valid(html, fragment) + _inline(soup) + _labels(soup) + _ids(soup) + _links(soup) + _forms(soup) + _words(soup)
    )
    if not fragment:
        problems += _head(soup)
    if response is not None:
        problems += _policy(response)
    return problems


_TAGS = re.compile(r"<(?:/?[a-zA-Z][^\s/>]*|!--)|\s[a-zA-Z-]+(?==)")
_valid_shapes: set[int] = set()


def _valid(html: str, fragment: bool) -> list[str]:
    """Errors of the strict parser (slow: a page whose tags and attributes follow as in a valid one is valid too)."""
    shape = hash((fragment, *_TAGS.findall(html)))
    if shape in _valid_shapes:
        return []
    errors = _parse_strictly(html, fragment)
    if not errors:
        _valid_shapes.add(shape)
    return errors


def _parse_strictly(html: str, fragment: bool) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(html) if fragment else parser.parse(html)
    return [f"invalid HTML at line {position[0]}: {code} {data}" for position, code, data in parser.errors]


def _head(soup: BeautifulSoup) -> list[str]:
    problems = []
    headings = soup.select("h1")
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    if len(headings) != 1:
        problems.append(f"{len(headings)} h1")
    elif not title.startswith(" ".join(headings[0].get_text().split())):
        problems.append(f"title {title!r} does not begin with h1 {headings[0].get_text()!r}")
    if soup.html is None or soup.html.get("lang") != "es-MX":
        problems.append("lang is not es-MX")
    if soup.select_one("meta[name=viewport]") is None:
        problems.append("no viewport")
    levels = [int(tag.name[1]) for tag in soup.select("main h1, main h2, main h3, main h4, main h5")]
    jumps = [f"h{a} > h{b}" for a, b in itertools.pairwise(levels) if b > a + 1]
    return problems + ([f"heading levels jump: {jumps}"] if jumps else [])


def _inline(soup: BeautifulSoup) -> list[str]:
    problems = [f"inline style on <{tag.name}>" for tag in soup.select("[style]")]
    problems += [f"inline <{tag.name}>" for tag in soup.select("style, script:not([src])")]
    for tag in soup.find_all(True):
        problems += [f"{name} on <{tag.name}>" for name in tag.attrs if name.startswith(("on", "hx-on"))]
    for tag in soup.select("[src], link[href], [action]"):
        address = str(tag.get("src") or tag.get("href") or tag.get("action"))
        if re.match(r"(https?:)?//", address):
            problems.append(f"request leaves the installation: {address}")
    return problems


def _labels(soup: BeautifulSoup) -> list[str]:
    labelled = {label.get("for") for label in soup.select("label[for]") if label.get_text(strip=True)}
    return [
        f"no label: {field.name} {field.get('name')}"
        for field in soup.select(LABELLED)
        if field.get("id") not in labelled and not field.get("aria-label") and not field.find_parent("label")
    ]


def _ids(soup: BeautifulSoup) -> list[str]:
    ids = Counter(str(tag["id"]) for tag in soup.select("[id]"))
    problems = [f"id twice: {name}" for name, times in ids.items() if times > 1]
    for tag in soup.select("[aria-describedby], [aria-labelledby]"):
        for name in str(tag.get("aria-describedby") or tag.get("aria-labelledby")).split():
            if name not in ids:
                problems.append(f"described by {name}, which is not there")
    problems += [
        f"link to #{anchor}, which is not there"
        for anchor in (str(a["href"])[1:] for a in soup.select("a[href^='#']"))
        if anchor and anchor not in ids
    ]
    return problems


def _links(soup: BeautifulSoup) -> list[str]:
    problems = [
        f"no text: {str(tag)[:90]}"
        for tag in soup.select("a, button, summary, th")
        if not tag.get_text(strip=True) and not tag.get("aria-label")
    ]
    return problems + [f"image without alt: {tag.get('src')}" for tag in soup.select("img:not([alt])")]


def _forms(soup: BeautifulSoup) -> list[str]:
    return [
        f"POST form without CSRF token: {form.get('action')}"
        for form in soup.select("form")
        if str(form.get("method", "get")).lower() == "post"
        and not (form.select_one("input[name=csrf_token]") or {}).get("value")
    ]


def _words(soup: BeautifulSoup) -> list[str]:
    hidden = {id(tag) for tag in soup.select("script, style, code, [data-literal]")}
    text = " ".join(
        string for string in soup.strings if not hidden or not any(id(parent) in hidden for parent in string.parents)
    )
    for tag in soup.select("[placeholder], [title], [aria-label], [alt]"):
        if not hidden or not any(id(one) in hidden for one in (tag, *tag.parents)):
            text += " " + " ".join(str(tag.get(name, "")) for name in ("placeholder", "title", "aria-label", "alt"))
    problems = [f"English: {word}" for word in ENGLISH_WORDS.findall(text)]
    whole = soup.decode_contents()
    for tag in soup.select("[data-campo]"):  # the fields of a template of Word, which people copy as they are written
        whole = whole.replace(str(tag), "")
    problems += [f"template leftover: {found!r}" for found in LEFTOVER.findall(whole)]
    return problems + [f"bare code: {found}" for found in CODE.findall(text)]


def _policy(response: TestResponse) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    problems = [
        f"CSP allows {word}" for word in ("unsafe-inline", "unsafe-eval", "http:", "https:", "*") if word in policy
    ]
    if "default-src 'none'" not in policy and "default-src 'self'" not in policy:
        problems.append("no strict CSP")
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        problems.append("no nosniff")
    return problems
