"""The words of what was typed: in one form, whether they deny something, and whether they ask something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

SMALL = frozenset((
    "a", "am", "an", "and", "are", "as", "at", "be", "been", "believe", "by", "choose", "do", "for", "from",
    "guess", "i", "id", "ill", "im", "in", "is", "it", "its", "ive", "just", "like", "maybe", "me", "my", "need",
    "of", "on", "or", "our", "perhaps", "pick", "please", "prefer", "probably", "so", "suppose", "take", "thanks",
    "that", "the", "there", "think", "this", "to", "us", "want", "was", "we", "will", "with", "would", "you", "your"))
"""Words that say nothing about which answer is meant."""

NEGATIONS = frozenset((
    "aint", "arent", "avoid", "but", "cannot", "cant", "couldnt", "didnt", "doesnt", "dont", "except", "excluding",
    "hadnt", "hardly", "hasnt", "hate", "havent", "instead", "isnt", "mustnt", "neither", "never", "no", "nobody",
    "non", "none", "nor", "not", "nothing", "nowhere", "shouldnt", "skip", "unless", "wasnt", "werent", "without",
    "wont", "wouldnt"))
"""Words that turn what stands beside them into its opposite."""

_PAIRS = frozenset((("other", "than"), ("rather", "than"), ("apart", "from"), ("aside", "from")))

# All patterns are left as strings: each is compiled when somebody types a line that needs it.
_THEY = "i|you|we|they|he|she|it|this|that|there|these|those|anyone|anybody|people|employers"
_ASKING = (
    "(?:(?:and|but|hello|hey|hi|hm+|now|ok|okay|please|so|sorry|um|well) )*(?:"
    "what|whats|why|how|hows|which|who|whos|whose|whom|explain|define|describe|meaning of|difference|tell me|"
    "i (?:wonder|ask)|(?:when|where) (?:is|are|do|does|did|can|could|should|will|would)|"
    f"(?:am|are|can|could|did|do|does|have|is|may|must|shall|should|was|were|will|would) (?:{_THEY})|"
    "(?:is|are|does|did|should|would|was) (?:a|an|the|my|any)"
    r")\b")
_ASKING_WITHIN = r"\b(?:difference between|whats|what (?:is|are|does|do|if)|how (?:to|do|does|much|many|can))\b"
_APOSTROPHES = "['’‘`´ʼ]"


def plain(text: str) -> str:
    """The words alone, one blank between them: no capitals, no accents, no apostrophes, no other marks."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", re.sub(_APOSTROPHES, "", text)))


def told(words: Iterable[str]) -> tuple[str, ...]:
    """The words that matter, in the singular; all of them where none does."""
    words = tuple(words)
    return tuple(singular(word) for word in words if word not in SMALL) or words


def singular(word: str) -> str:
    """A word without the s of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def negations(words: tuple[str, ...]) -> frozenset[str]:
    """The words that deny something."""
    pairs = [first for first, second in pairwise(words) if (first, second) in _PAIRS]
    return NEGATIONS.intersection(words).union(pairs)


def asks(text: str) -> bool:
    """Whether a text asks something and is no answer."""
    said = plain(text)
    return (text.rstrip().endswith("?") or re.match(_ASKING, said) is not None
            or re.search(_ASKING_WITHIN, said) is not None)
