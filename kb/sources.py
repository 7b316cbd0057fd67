"""The documents that causes and codes cite; they are declared in facts/documents.py, which signatures cite too."""

from ..facts.documents import *  # noqa: F403
from ..facts.documents import DOCUMENTS as DOCUMENTS
from ..facts.references import Document as Document
