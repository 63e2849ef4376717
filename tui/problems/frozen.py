"""Small immutable classes, made the way `dataclasses` makes them but at a fiftieth of the cost.

The standard library's takes fifteen milliseconds to import and one more for each class; this program has seventy such
classes, and `whichway answer` is to be about as quick as Python itself. To a type checker both are the same.
"""

from __future__ import annotations

from functools import cache
from types import CodeType, FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    # The module `typing` itself takes four milliseconds.
    from typing import Any, TypeVar, dataclass_transform

    T = TypeVar("T")
else:
    def dataclass_transform(**_: object) -> object:
        """What a type checker is told; at run time nothing is left of it."""
        return lambda decorator: decorator


@dataclass_transform(eq_default=True, frozen_default=True)
class _Making(type):
    """Makes a class of values at once as it is to be: what is made is an ordinary class, and knows nothing of this."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, body)
        fields = tuple(body.get("__annotations__", ()))
        defaults = tuple([body.pop(name) for name in fields if name in body])
        code = _template(len(fields)).replace(co_varnames=("self", *fields), co_names=fields)
        body.setdefault("__init__", FunctionType(code, {}, "__init__", defaults))
        body.setdefault("__repr__", _repr)
        if "__eq__" not in body:
            body["__eq__"], body["__hash__"] = _equal, _hash
        body["__slots__"] = body["__match_args__"] = fields
        return type(name, (), body)


class Frozen(metaclass=_Making):
    """The base of a class of values, as it is written: fields from annotations, slots, equality by fields, a repr.

    Type checkers refuse to set a field; at run time nothing stands in the way, and nothing slows the making down.
    """


@cache
def _template(count: int) -> CodeType:
    """The code that sets so many fields from as many arguments, whatever their names; compiled once for each count."""
    names = [f"f{i}" for i in range(count)]
    body = "; ".join(f"self.{name} = {name}" for name in names) or "pass"
    made: dict[str, Any] = {}
    exec(f"def __init__({', '.join(['self', *names])}): {body}", made)
    code: CodeType = made["__init__"].__code__
    return code


def replaced(one: T, **changes: object) -> T:
    """The same value with some fields changed."""
    cls = type(one)
    fields: dict[str, Any] = {name: getattr(one, name) for name in cls.__slots__}  # type: ignore[attr-defined]  # every value has slots
    return cls(**{**fields, **changes})


def _fields(one: Any) -> tuple[object, ...]:
    return tuple([getattr(one, name) for name in one.__slots__])


def _equal(one: Any, other: object) -> Any:
    if one is other:
        return True
    if one.__class__ is not other.__class__:
        return NotImplemented
    return _fields(one) == _fields(other)


def _hash(one: Any) -> int:
    return hash((one.__class__.__name__, _fields(one)))


def _repr(one: Any) -> str:
    fields = ", ".join(f"{name}={getattr(one, name)!r}" for name in one.__slots__)
    return f"{one.__class__.__name__}({fields})"
