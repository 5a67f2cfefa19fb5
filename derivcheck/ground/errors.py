"""What can go wrong, as exceptions.

    DerivcheckError
    ├── ParseError            (ValueError)         the text is not a formula that derivcheck reads
    ├── InputError            (ValueError)         a point, a step, an option is not usable
    │   └── SchemeError                            no such stencil
    ├── DomainError           (ArithmeticError)    f has no real value, or no derivative, at the point
    ├── UnsupportedOperation  (TypeError)          an arithmetic has no rule for an operation
    ├── PrecisionError        (ArithmeticError)    the digits asked for are out of reach
    └── MissingExtraError     (ImportError)        a feature whose optional package is absent

    DerivcheckWarning         (UserWarning)
    └── KinkWarning                                f bends or jumps where it was differentiated

Every message is one line that names the value and what would work.
"""

from __future__ import annotations

from derivcheck.ground.limits import MAX_MESSAGE


class DerivcheckError(Exception):
    """Base class of every error that derivcheck raises on purpose."""

    def __str__(self) -> str:
        """Return the message, without the middle where something very long was typed."""
        message = super().__str__()
        if len(message) <= MAX_MESSAGE:
            return message
        return f"{message[: MAX_MESSAGE // 2]} … {message[-MAX_MESSAGE // 2 :]}"


class ParseError(DerivcheckError, ValueError):
    """The text is not a formula that derivcheck reads.

    Parameters
    ----------
    message : str
        What is wrong and what would work, in one line.
    text : str
        The formula.
    position : int
        Index into `text` of the place that the caret points at.
    readings : tuple of str
        Where the text may mean several formulas: those that can be typed instead of it.

    Examples
    --------
    >>> ParseError("this has two readings", "1/2x", 3, ("x/2", "1/(2*x)")).readings
    ('x/2', '1/(2*x)')
    """

    def __init__(self, message: str, text: str = "", position: int = 0, readings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.text = text
        self.position = position
        self.readings = readings

    @property
    def pointer(self) -> str:
        """The part of the formula around the fault, with a caret under the place."""
        start = max(0, self.position - 60)
        excerpt = self.text[start : self.position + 20].replace("\n", " ").replace("\t", " ")
        return f"{excerpt}\n{' ' * (self.position - start)}^"


class InputError(DerivcheckError, ValueError):
    """A point, a step, a precision or another option cannot be used."""


class SchemeError(InputError):
    """There is no such stencil, or it cannot exist."""


class DomainError(DerivcheckError, ArithmeticError):
    """The function has no real value, or no derivative, at the point."""


class UnsupportedOperation(DerivcheckError, TypeError):
    """An arithmetic has no rule for an operation.

    Attributes
    ----------
    located : bool
        Whether the text names the piece of the user's code.
    """

    located = False


class PrecisionError(DerivcheckError, ArithmeticError):
    """The digits asked for are out of reach within the precision allowed."""


class MissingExtraError(DerivcheckError, ImportError):
    """A feature needs an optional package that is not installed.

    Parameters
    ----------
    feature : str
        What was asked for.
    extra : str
        The extra of derivcheck that brings it.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f'{feature} needs an optional package: pip install "sympy-derivcheck[{extra}]"')


class DerivcheckWarning(UserWarning):
    """Base class of every warning that derivcheck gives."""


class KinkWarning(DerivcheckWarning):
    """A function bends or jumps where it was differentiated, so that it may have no derivative there.

    The value returned is the conventional one: at a bend of ``abs``, ``maximum`` and their kin the mean of
    the slopes on both sides, at a jump of ``floor``, ``sign`` and their kin the slope beside it.
    """
