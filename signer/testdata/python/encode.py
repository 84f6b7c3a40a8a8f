"""Reference program: Python's json.dumps of what json.loads reads."""
import base64
import json
import sys

STYLES = {
    "python": {},
    "python-unicode": {"ensure_ascii": False},
    "python-compact": {"separators": (",", ":")},
    "python-compact-unicode": {"separators": (",", ":"), "ensure_ascii": False},
}


def encode(text, options):
    try:
        # The default allow_nan=True would write Infinity, which is not JSON.
        written = json.dumps(json.loads(text), allow_nan=False, **options)
        return "=" + base64.b64encode(written.encode()).decode()
    except (ValueError, RecursionError) as error:
        return "!" + base64.b64encode(str(error).encode()).decode()


print(*STYLES, sep="\t")
for line in sys.stdin:
    text = base64.b64decode(line).decode()
    print(*(encode(text, options) for options in STYLES.values()), sep="\t")
