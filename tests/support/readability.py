"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by rule."""

import re

WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+")
SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)")
SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouydt]ed|[^laeiouy]e)$")


def grade(text: str) -> float:
    """The lowest US school grade that can read the text (Kincaid and others, 1975). A line break ends a sentence."""
    words = WORD.findall(text)
    sentences = [part for line in text.splitlines() for part in SENTENCE.split(line) if WORD.search(part)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """The number of groups of vowels, without a silent e at the end; 1 for a number."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, groups - bool(SILENT.search(word.lower())))
