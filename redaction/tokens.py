"""Tokens and keys that are told by their own form, as their issuers document it."""

from __future__ import annotations

# What a service puts before its tokens, and how they go on. A wrong match hides a word; a missing one shows a secret.
_PREFIXED = (
    r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])",  # Amazon
    r"LTAI[A-Za-z0-9]{16,26}(?![A-Za-z0-9])",  # Alibaba
    r"gh[pousr]_[A-Za-z0-9]{20,255}",  # GitHub
    r"github_pat_\w{20,255}",
    r"gl(?:pat|dt|rt|cbt|ptt|soat|ft)-[\w-]{20,255}",  # GitLab
    r"xox[a-z]-[\w-]{10,255}",  # Slack
    r"xapp-[\w-]{10,255}",
    r"npm_[A-Za-z0-9]{20,100}",
    r"pypi-[\w-]{16,500}",
    r"sk-[\w-]{20,255}",  # OpenAI, Anthropic
    r"[srp]k_(?:live|test)_[A-Za-z0-9]{10,255}",  # Stripe
    r"AIza[\w-]{35}",  # Google
    r"ya29\.[\w-]{10,2000}",
    r"GOCSPX-[\w-]{20,60}",
    r"SG\.[\w-]{16,32}\.[\w-]{16,64}",  # SendGrid
    r"hv[sbr]\.[\w-]{20,500}",  # HashiCorp
    r"dckr_pat_[\w-]{20,60}",
    r"do[por]_v1_[0-9a-f]{40,80}",  # DigitalOcean
    r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",  # Shopify
    r"dapi[0-9a-f]{32}(?![0-9a-f])",  # Databricks
    r"AGE-SECRET-KEY-1[0-9A-Z]{40,70}",
    r"AAAA[BCE][A-Za-z0-9+/]{20,4000}={0,2}",  # a key of SSH, after its type
)
# Microsoft's: client secrets of Entra; keys of 64, 32 and 24 bytes with a sign of the service in them; access tokens.
_MICROSOFT = (
    r"[\w~.-]{3}[78]Q~[\w~.-]{31,34}",
    r"[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{27}",
    r"[A-Za-z0-9+/]{86}==",
    r"[A-Za-z0-9+/]{43}=(?!=)",
    r"[A-Za-z0-9+/]{33,44}(?:AIoT|\+(?:ASb|AEh|ARm|ACR)|AzSe|AzFu)[A-Za-z0-9+/]{5,6}={0,2}",
    r"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}",
)
_BEGINS, _ENDS = r"(?<![\w+/=-])", r"(?![\w+/=])"

# With each pattern stand the texts of which one is in everything that it finds, in lower case: a search for them is
# much faster than the pattern.
TOKENS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "akia", "asia", "abia", "acca", "ltai", "gh", "gl", "xox", "xapp-", "npm_", "pypi-", "sk-", "k_live_",
            "k_test_", "aiza", "ya29", "gocspx", "sg.", "hv", "dckr", "dapi", "_v1_", "shp", "age-", "aaaa",
        ),
        rf"(?<![A-Za-z0-9])(?-i:{'|'.join(_PREFIXED)})",
    ),
    (("=", "q~", "azdo", "jqqj9", "aiot", "acr", "azse", "azfu"), rf"{_BEGINS}(?-i:{'|'.join(_MICROSOFT)}){_ENDS}"),
    (("eyj",), r"(?<![\w-])(?-i:eyJ)[\w-]{8,}(?:\.[\w-]{4,}(?:\.[\w-]*)*|(?<=.{40}))"),
    (("pat",), r"(?:(?<=\bpat[ :=])|(?<=\bpat[:=] ))(?-i:[a-z2-7]{52})(?![\w])"),  # of Azure DevOps, as it was before
    (("hooks.slack.com/",), r"(?<=hooks\.slack\.com/)[\w/-]{8,200}"),
    (("webhook",), r"(?<=/webhookb2/)[^\s\"'<>]{8,500}"),
    (("$",), r"\$(?:[156y]|2[aby]|apr1)\$[^\s:\"']{8,200}"),  # a password's hash, as in /etc/shadow
)  # fmt: skip


def possible(hints: tuple[str, ...], lowered: str) -> bool:
    """Whether one of the hints stands in a text in lower case."""
    # A loop: `any` takes thrice as long, and each pattern asks this of each name.
    for hint in hints:  # noqa: SIM110
        if hint in lowered:
            return True
    return False
