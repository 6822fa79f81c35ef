"""An AgentLoop client as its documentation describes it, with Python's standard library alone.

python3 python_client.py <base url> <api key>   prints the answers to its calls as one JSON list
"""
import json
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

base_url, api_key = sys.argv[1:]


def call(path, payload):
    request = Request(
        base_url + path,
        data=json.dumps(payload).encode(),
        headers={"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urlopen(request, timeout=10) as response:
            return [response.status, json.load(response)]
    except HTTPError as error:
        return [error.code, json.load(error)]


turn = {"question": "Qual é o limite?", "agent_response": "R$ 5.000 \U0001f642", "user_id": "u_1"}
print(json.dumps([
    call("/v1/turns", {**turn, "signals": {"thumbs_down": True}}),
    call("/v1/turns", {**turn, "question": "qual é o LIMITE", "signals": {"sample": True}}),
    call("/v1/annotations", {**turn, "correction": "R$ 1.000", "rating": "incorrect", "root_cause": "context"}),
    call("/v1/annotations", {**turn, "correction": "R$ 1.000", "rating": "terrible"}),
    call("/v1/memories/search", {"query": "limite", "limit": 3}),
]))
