"""The known inner texts, a row each: the literal that has to stand in the text, a pattern where the literal alone does
not tell things apart, and what follows.

Of several rows that fit, the first counts. The texts and their causes are those of two pages: "Troubleshoot restore
point failures" (2024) and "Understand common error messages when you manage virtual machines in Azure" (2025-05-20);
the first row's and those of locks and policies were pasted from real jobs and activity logs.
"""

from __future__ import annotations

from .inner_text import InnerText
from .texts_of_machines import MACHINES, REFUSALS
from .texts_of_requests import REQUESTS

__all__ = ["INNER_TEXTS", "REFUSALS"]

INNER_TEXTS: tuple[InnerText, ...] = (*REQUESTS, *MACHINES)
