"""AgentLoop's Python client as its documentation describes it, with the standard library alone.

The client itself comes from another registry than everything else here does.
"""
import hashlib
import hmac
import json
import time
from types import SimpleNamespace
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class AgentLoop:
    def __init__(self, *, api_key, base_url, feedback_signing_secret=""):
        self.api_key = api_key
        self.base_url = base_url.rstrip("/")
        self.secret = feedback_signing_secret

    def log_turn(self, question, agent_response, **options):
        return self._post("/v1/turns", {"question": question, "agent_response": agent_response, **options})

    def annotate(self, **options):
        return self._post("/v1/annotations", options)

    def feedback_url(self, question, agent_response, *, user_id="", session_id=""):
        payload = {"q": question, "a": agent_response, "u": user_id, "s": session_id, "t": int(time.time())}
        canonical = json.dumps(payload, sort_keys=True).encode()
        sig = hmac.new(self.secret.encode(), canonical, hashlib.sha256).hexdigest()
        return f"{self.base_url}/feedback?{urlencode({**payload, 'sig': sig})}"

    def _post(self, path, payload):
        request = Request(
            self.base_url + path,
            data=json.dumps(payload).encode(),
            headers={"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=10) as response:
            return SimpleNamespace(**json.load(response))
