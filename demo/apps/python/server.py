"""A server that has an agent's answer, and signs a feedback URL for it with the standard library."""
import hashlib
import hmac
import json
import os
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

INGEST = os.environ.get("INGEST_URL", "http://127.0.0.1:8787")
SECRET = os.environ["FEEDBACK_SIGNING_SECRET"]

PAGE = """<!doctype html>
<html lang="en">
  <title>A Python server</title>
  <script type="module" src="{ingest}/agentloop-feedback.js"></script>
  <p>{answer}</p>
  <agentloop-feedback><a href="{url}">Rate this answer</a></agentloop-feedback>
  <output></output>
  <script>
    document.addEventListener('agentloop-submitted', (event) => {{
      document.querySelector('output').textContent = event.input.rating;
    }});
  </script>
</html>"""


def feedback_url(question, answer, user_id="", session_id=""):
    payload = {"q": question, "a": answer, "u": user_id, "s": session_id, "t": int(time.time())}
    canonical = json.dumps(payload, sort_keys=True).encode()
    sig = hmac.new(SECRET.encode(), canonical, hashlib.sha256).hexdigest()
    return f"{INGEST}/feedback?{urlencode({**payload, 'sig': sig})}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = "Il arrive demain \U0001f642"
        url = feedback_url("Où est mon colis ?", answer, user_id="u_42")
        if self.path == "/api/answer":
            self.reply("application/json", json.dumps({"answer": answer, "feedbackUrl": url}))
        else:
            page = PAGE.format(ingest=escape(INGEST), answer=escape(answer), url=escape(url))
            self.reply("text/html; charset=utf-8", page)

    def reply(self, content_type, text):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.end_headers()
        self.wfile.write(text.encode())


port = int(os.environ.get("PORT", "8080"))
server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
print(f"http://127.0.0.1:{port}", flush=True)
server.serve_forever()
