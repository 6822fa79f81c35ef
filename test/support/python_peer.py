"""A Python server's side of the feedback URL, with the standard library alone.

Reads one JSON object a line and writes one JSON object a line.
  {"do": "sign", "secret", "payload", "ascii"} -> {"query"}
  {"do": "verify", "secret", "url"}            -> {"ok", "payload"}
"""
import hashlib
import hmac
import json
import sys
from urllib.parse import parse_qsl, urlencode, urlsplit


def signature(secret, payload, ascii_only):
    canonical = json.dumps(payload, sort_keys=True, ensure_ascii=ascii_only)
    return hmac.new(secret.encode(), canonical.encode(), hashlib.sha256).hexdigest()


def sign(secret, payload, ascii_only):
    return urlencode({**payload, "sig": signature(secret, payload, ascii_only)})


def verify(secret, url):
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query or parts.fragment, keep_blank_values=True, strict_parsing=True, errors="strict"))
    payload = {name: given[name] for name in "qaus"}
    payload["t"] = int(given["t"])
    return hmac.compare_digest(signature(secret, payload, True), given["sig"]), payload


for line in sys.stdin:
    job = json.loads(line)
    if job["do"] == "sign":
        print(json.dumps({"query": sign(job["secret"], job["payload"], job["ascii"])}))
    else:
        ok, payload = verify(job["secret"], job["url"])
        print(json.dumps({"ok": ok, "payload": payload}))
