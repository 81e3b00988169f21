"""Renders one template again and again with CPython's Jinja2: the other side of the jinja-render program.

    render.py TEMPLATES NAME CONTEXT.json            prints the output
    render.py TEMPLATES NAME CONTEXT.json COUNT      prints seconds of wall and processor time for COUNT renders
"""

import json
import sys
import time

import jinja2

folder, name, context_file = sys.argv[1:4]
environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(folder), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)
with open(context_file, encoding="utf-8") as file:
    context = json.load(file)
template = environment.get_template(name)
if len(sys.argv) == 4:
    sys.stdout.buffer.write(template.render(context).encode())
    sys.exit()
for _ in range(3):
    template.render(context)
count = int(sys.argv[4])
wall, cpu = time.perf_counter(), time.process_time()
for _ in range(count):
    template.render(context)
print(time.perf_counter() - wall, time.process_time() - cpu)
