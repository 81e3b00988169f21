"""A proxy on loopback between a client and the fake forge: it keeps what was asked and what was answered."""

import dataclasses
import http.client
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclasses.dataclass
class Exchange:
    """A request and its reply; `path` is below the API's root, bodies are read as JSON where there are any."""

    method: str
    path: str
    query: dict
    headers: dict
    body: object
    status: int
    reply: object
    reply_headers: dict

    @property
    def writes(self):
        return self.method != "GET"

    def __str__(self):
        return f"{self.method} {self.path} -> {self.status}"


class Recorder:
    """The proxy; `url` is what to reach instead of the forge, `root` is where the API begins."""

    def __init__(self, port, root):
        self.exchanges = []
        self.root = root
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                upstream.request(self.command, self.path, body, dict(self.headers))
                answer = upstream.getresponse()
                # Links in replies lead through here, too
                there = f"http://127.0.0.1:{port}"
                reply = answer.read().replace(there.encode(), recorder.url.encode())
                headers = [(name, value.replace(there, recorder.url)) for name, value in answer.getheaders()]
                recorder.keep(self, body, answer.status, headers, reply)
                self.send_response(answer.status)
                for name, value in headers:
                    if name.lower() not in ("connection", "content-length", "date", "server", "transfer-encoding"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)
                upstream.close()

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.api = self.url + root
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def keep(self, handler, body, status, headers, reply):
        address = urllib.parse.urlsplit(handler.path)
        self.exchanges.append(Exchange(
            handler.command, address.path.removeprefix(self.root), dict(urllib.parse.parse_qsl(address.query)),
            {name.lower(): value for name, value in handler.headers.items()}, json.loads(body) if body else None,
            status, json.loads(reply) if reply else None, {name.lower(): value for name, value in headers}))  # fmt: skip

    def ask(self, method, path, body, headers):
        """Asks for something itself; returns the exchange."""
        address = urllib.parse.urlsplit(self.url)
        client = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
        client.request(method, self.root + path, json.dumps(body), {"Content-Type": "application/json"} | headers)
        client.getresponse().read()
        client.close()
        return self.exchanges[-1]

    def writes(self):
        """What was asked to change, as METHOD PATH."""
        return [f"{exchange.method} {exchange.path}" for exchange in self.exchanges if exchange.writes]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
