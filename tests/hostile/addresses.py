"""Hostile names of files, and hostile addresses of the page."""

from __future__ import annotations

from dashboard.view.view import PARAMETERS
from tests.hostile.input import OWNED

NAMES = {
    "a path": "../../../../etc/passwd",
    "a path of Windows": "..\\..\\windows\\system32\\cmd.exe",
    "a whole path": "/etc/passwd",
    "a drive": "C:\\x.txt:stream",
    "a share": "\\\\evil\\share\\x.txt",
    "dots": "..",
    "a dot": ".",
    "dots and a slash": "../",
    "encoded dots": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "wide dots": "．．／etc／passwd",
    "NUL": "x.txt\0.exe",
    "a line end": "x\r\nContent-Type: text/html\r\n\r\n.txt",
    "a device": "CON.txt",
    "turned round": "x\u202etxt.exe",
    "width of none": "x\u200b\u2060\ufeff.txt",
    "a surrogate": "x\ud800.txt",
    "controls": "\x1b[2J\x07.txt",
    "markup": f'"><img id={OWNED} src=x onerror=owned()>.txt',
    "Markdown": "[x](javascript:owned()).txt",
    "a template": "{{7*7}}${7*7}.txt",
    "a formula": "=cmd()|x.txt",
    "an option": "--help.txt",
    "the shell": "$(touch owned);`touch owned`|x.txt",
    "a million letters": "x" * 1_000_000 + ".txt",
    "a million slashes": "/" * 1_000_000,
    "marks": "x" + "\u0301" * 10_000 + ".txt",
    "white space": " \t\n\u3000",
    "nothing": "",
}
VALUES = {
    "script": f"<script id={OWNED}>owned()</script>",
    "markup": f'"><img id={OWNED} src=x onerror=owned()>',
    "an address": "javascript:owned()",
    "a database": "' OR 1=1; --",
    "a path": "../../../etc/passwd",
    "NUL": "\0",
    "controls": "\x1b[2J\x07\r\n",
    "turned round": "\u202egnirob",
    "a surrogate": "\ud800",
    "a template": "{{7*7}}${7*7}{0.__class__}",
    "a million letters": "x" * 1_000_000,
    "100,000 digits": "9" * 100_000,
    "1e400": "1e400",
    "nan": "nan",
    "below zero": "-1",
    "year 0": "0000-01-01",
    "year 9999": "9999-12-31",
    "year 1,000,000,000": "1000000000-01-01",
    "a week": "2021-W53-7",
    "other digits": "٢٠٢١-٠٥-١٢",
    "__class__": "__class__",
    "JSON 10,000 deep": "[" * 10_000,
}
ADDRESSES = {
    f"{parameter} is {name}": {parameter: [value]}
    for parameter in sorted(PARAMETERS)
    for name, value in VALUES.items()
}
ADDRESSES |= {
    f"{parameter} 100,000 times": {parameter: [f"{n}" for n in range(100_000)]}
    for parameter in ("source", "party", "unmarked", "q", "lat", "from")
}
ADDRESSES |= {
    "10,000 parameters": {f"x{n}": ["1"] for n in range(10_000)},
    "a parameter of markup": {VALUES["markup"]: ["1"]},
}
