# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what an export wrote with Python's own parsers and says, as JSON, what it understood."""

import csv
import email
import email.policy
import html.parser
import json
import pathlib
import sys

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack = []
        self.said = {"links": [], "images": [], "alts": [], "elements": [], "handlers": [],
                     "unbalanced": [], "text": "", "title": "", "lang": "", "dir": "",
                     "comments": []}

    def handle_starttag(self, tag, attributes):
        said = self.said
        attributes = dict(attributes)
        if tag not in VOID:
            self.stack.append(tag)
        if tag not in said["elements"]:
            said["elements"].append(tag)
        said["handlers"] += [name for name in attributes if name.startswith("on")]
        if tag == "html":
            said["lang"], said["dir"] = attributes.get("lang", ""), attributes.get("dir", "")
        if "href" in attributes:
            said["links"].append(attributes["href"])
        if tag == "img":
            said["images"].append(attributes.get("src", ""))
            said["alts"].append(attributes.get("alt", "MISSING"))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1] != tag:
            self.said["unbalanced"].append(tag)
        else:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack and self.stack[-1] == "title":
            self.said["title"] += data
        elif not self.stack or self.stack[-1] != "style":
            self.said["text"] += data

    def handle_comment(self, data):
        self.said["comments"].append(data)


def read_html(text):
    page = Page()
    page.feed(text)
    page.close()
    page.said["unbalanced"] += page.stack
    page.said["text"] = " ".join(page.said["text"].split())
    return page.said


def read_eml(path):
    with open(path, "rb") as file:
        data = file.read()
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk()]
    body = message.get_body(("html",))
    said = {
        "ascii": data.isascii(),
        "bare_line_ends": data.replace(b"\r\n", b"").count(b"\n")
        + data.replace(b"\r\n", b"").count(b"\r"),
        "longest": max(len(line) for line in data.split(b"\r\n")),
        "defects": " ".join([repr(d) for part in parts for d in part.defects]
                            + [repr(d) for v in message.values() for d in v.defects]),
        "types": [part.get_content_type() for part in parts],
        "headers": {name: str(value) for name, value in message.items()},
        "header_count": len(message.items()),
        "from": message["From"].groups[0].display_name,
        "from_addresses": len(message["From"].addresses),
        "date": message["Date"].datetime.isoformat(),
        "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
        "html": read_html(body.get_content()),
        "images": [len(part.get_content()) for part in parts if part.get_content_maintype() == "image"],
    }
    return said


def read_csv(path):
    with open(path, "rb") as file:
        data = file.read()
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True), strict=True))
    return {"bom": data.startswith(b"\xef\xbb\xbf"), "rows": rows,
            "crlf": data.endswith(b"\r\n")}


def read_page(path):
    with open(path, encoding="utf-8", newline="") as file:
        return read_html(file.read())


def read_folder(path):
    readers = {".html": read_page, ".eml": read_eml}
    files = sorted(pathlib.Path(path).iterdir())
    return {file.name: readers[file.suffix](file) for file in files if file.suffix in readers}


def main():
    kind, path = sys.argv[1:]
    said = {"html": read_page, "eml": read_eml, "csv": read_csv, "folder": read_folder}[kind](path)
    json.dump(said, sys.stdout)


main()
