import pytest
from flask import Flask
from jinja2 import TemplateSyntaxError

from hinge_pwa.pages import views


def test_no_line_of_a_page_is_indented(site: Flask) -> None:
    client = site.test_client()
    with site.test_request_context():
        paths = list(views.paths("en"))
    for path in paths:
        lines = client.get(path).get_data(as_text=True).splitlines()
        assert [line for line in lines if line.startswith((" ", "\t"))] == [], path


def test_words_stay_apart_and_errors_name_the_line(site: Flask) -> None:
    text = "<p>\n    one\n    {% if true %}\n        <b>two</b>\n    {% endif %}\n    three\n"
    assert site.jinja_env.from_string(text).render().split() == ["<p>", "one", "<b>two</b>", "three"]
    with pytest.raises(TemplateSyntaxError) as caught:
        site.jinja_env.from_string(f"{text}    {{% if %}}")
    assert caught.value.lineno == 7
