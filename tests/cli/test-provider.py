# SPDX-License-Identifier: GPL-3.0-or-later
"""Providers on the command line, in a session with a keyring of its own, against a server on loopback."""
import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cli import PATIENCE, main, without_sanitizer

KEY = "sk-marker-0123456789abcdef"
MODELS = {"object": "list", "data": [{"id": "writer-2"}, {"id": "writer-1", "shutdown_date": "2027-01-14"}]}
HELLO = {"choices": [{"index": 0, "message": {"role": "assistant", "content": "yes"}, "finish_reason": "stop"}]}


def fault(code):
    return {"error": {"message": f"You gave {KEY}.", "type": "invalid_request_error", "param": None, "code": code}}


class Server:
    """Answers each path as it is told, and keeps what it was asked."""

    def __init__(self):
        self.answers = {"/v1/models": (200, MODELS), "/v1/chat/completions": (200, HELLO)}
        self.requests = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.requests.append((self.path, dict(self.headers), body))
                status, value = outer.answers.get(self.path, (404, {"detail": "Not Found"}))
                text = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def stop(self):
        self.http.shutdown()
        self.http.server_close()


def give(w, text, *words, **environment):
    done = subprocess.run(w.command(*words), input=text, capture_output=True, text=True, check=False,
                          timeout=PATIENCE, env=dict(w.environment, **environment))
    done.stderr = without_sanitizer(done.stderr)
    assert KEY not in done.stdout + done.stderr, done
    return done


def everything_written(w):
    return b"".join(path.read_bytes() for path in w.folder.rglob("*") if path.is_file())


def a_provider_from_start_to_end(w):
    server = Server()
    done = give(w, KEY + "\n", "provider", "add", "Mine", "--preset", "local", "--base-url", server.url, "--model",
                "writer-1", "--key-fd", "0")
    assert (done.returncode, done.stderr) == (0, ""), done
    [mine] = w.json("provider", "list")
    assert mine["base_url"] == server.url and mine["text_model"] == "writer-1", mine
    assert w.works("provider", "test", "Mine") == "Mine\n"
    assert [path for path, _, _ in server.requests] == ["/v1/models", "/v1/chat/completions"]
    assert all(headers["Authorization"] == f"Bearer {KEY}" for _, headers, _ in server.requests)
    assert w.json("provider", "models", "mine") == [
        {"id": "writer-1", "used_for": "text", "shutdown_date": "2027-01-14"},
        {"id": "writer-2", "used_for": None, "shutdown_date": None}]
    assert w.works("provider", "models", "Mine").splitlines()[0] == "writer-1\ttext\t2027-01-14"
    w.works("provider", "set", "Mine", "--name", "Ours", "--model", "writer-2", "--enabled", "no")
    shown = w.json("provider", "show", "Ours")
    assert shown["text_model"] == "writer-2" and shown["disabled"] is True, shown
    assert KEY.encode() not in everything_written(w)
    assert w.json("secret", "list") == [f"provider/{shown['id']}"]
    w.works("provider", "remove", "Ours")
    assert w.json("secret", "list") == [] and w.json("provider", "list") == []
    server.stop()


def what_is_wrong_is_said(w):
    server = Server()
    w.works("provider", "add", "Mine", "--preset", "local", "--base-url", server.url, "--model", "writer-1")
    give(w, KEY, "provider", "set", "Mine", "--key-fd", "0")
    for path, status, code, says in [
            ("/v1/models", 401, "invalid_api_key", "does not accept the key"),
            ("/v1/chat/completions", 429, "insufficient_quota", "credit"),
            ("/v1/chat/completions", 404, "model_not_found", "has no model “writer-1”"),
            ("/v1/chat/completions", 503, None, "too much to do"),
            ("/v1/models", 500, None, "Something is broken")]:
        before = server.answers[path]
        server.answers[path] = (status, fault(code))
        w.fails(1, says, "provider", "test", "Mine")
        server.answers[path] = before
    server.answers = {}
    w.fails(1, "Check the address", "provider", "test", "Mine")
    server.stop()
    w.fails(1, "There is no server at 127.0.0.1", "provider", "test", "Mine")
    assert KEY.encode() not in everything_written(w)


def what_cannot_be_added(w):
    for says, status, *words in [
            ("--preset", 2, "Mine"),
            ("--preset", 2, "Mine", "--preset", "nobody"),
            ("not encrypted", 1, "Mine", "--preset", "other", "--base-url", "http://ai.example.com/v1"),
            ("local network", 1, "Mine", "--preset", "openai", "--base-url", "https://127.0.0.1/v1"),
            ("user name or password", 1, "Mine", "--preset", "other", "--base-url", "https://a:b@ai.example.com"),
            ("address", 1, "Mine", "--preset", "other"),
            ("“yes” or “no”", 2, "Mine", "--preset", "ollama", "--credit-fallback", "maybe"),
            ("no secret", 2, "Mine", "--preset", "ollama", "--key-fd", "77"),
            ("meaning", 1, "offline", "--preset", "ollama")]:
        w.fails(status, says, "provider", "add", *words)
    done = give(w, "", "provider", "add", "Mine", "--preset", "openai")
    assert done.returncode == 2 and "standard input" in done.stderr, done
    # Without a keyring there is no provider with a key, not even half of one.
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={w.folder}/nobody", "XDG_RUNTIME_DIR": str(w.folder)}
    done = give(w, KEY, "provider", "add", "Mine", "--preset", "openai", **nowhere)
    assert done.returncode == 1 and "There is no keyring" in done.stderr, done
    assert w.json("provider", "list") == []


def the_order(w):
    for name in "One", "Two", "Three":
        w.works("provider", "add", name, "--preset", "ollama")
    w.fails(1, "There is already a provider named “TWO”", "provider", "add", "TWO", "--preset", "vllm")
    assert w.works("provider", "order", "Three", "one", "Two") == "3\n"
    assert [each["name"] for each in w.json("provider", "list")] == ["Three", "One", "Two"]
    w.fails(1, "each provider once", "provider", "order", "Three", "One")
    w.fails(2, "There is no provider “Four”", "provider", "order", "Three", "One", "Four")
    presets = {each["id"] for each in w.json("provider", "presets")}
    assert {"openai", "xai", "mistral", "ollama", "llamacpp", "lmstudio", "vllm", "other", "local"} == presets


main(a_provider_from_start_to_end, what_is_wrong_is_said, what_cannot_be_added, the_order)
