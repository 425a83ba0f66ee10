#!/usr/bin/env python3
"""Holds `unboil serve` against slow, broken and hostile clients, and tells what good ones got meanwhile.

    python3 benches/serve.py target/release/unboil [--seconds 30] [--bad 200] [--good 4] [-- ARGUMENTS OF SERVE]

Starts the server on a free port, asks it for our own pages alone, then for so many seconds beside the bad clients, then
lets it rest. Prints the answers of good clients with their latency, and the server's memory at each point. Fails where a
good client got no answer or another than alone, or where the memory does not come back to under twice that at the start.
The standard library is enough.
"""
import argparse, asyncio, collections, itertools, json, pathlib, random, re, socket, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Seconds before a good client gives up, and those that the server may take to rest.
PATIENCE, REST = 30, 15
MIB = 1 << 20


def memory(pid):
    """Resident memory of a process in MiB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def post(length, kind="text/html", path="/extract"):
    return f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


class Client:
    """A connection that is cut when its time is over."""

    def __init__(self, port, small=False):
        self.socket = socket.socket()
        if small:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.setblocking(False)
        self.port = port

    async def __aenter__(self):
        await asyncio.get_running_loop().sock_connect(self.socket, ("127.0.0.1", self.port))
        return self

    async def __aexit__(self, *_):
        self.socket.close()

    async def send(self, data):
        await asyncio.get_running_loop().sock_sendall(self.socket, data)

    async def read(self):
        """All that the server sends until it ends the connection."""
        parts = []
        while part := await asyncio.get_running_loop().sock_recv(self.socket, 1 << 16):
            parts.append(part)
        return b"".join(parts)

    async def drip(self, data, pause=0.3):
        for at in range(len(data)):
            await self.send(data[at : at + 1])
            await asyncio.sleep(pause)


async def silent(port):
    async with Client(port) as client:
        await client.read()


async def slow_head(port):
    async with Client(port) as client:
        await client.drip(b"GET / HTTP/1.1\r\n" + b"X-Header: value\r\n" * 1000)


async def slow_body(port):
    async with Client(port) as client:
        await client.send(post(100_000))
        await client.drip(b"<p>" * 30_000)


async def slow_stream(port):
    async with Client(port) as client:
        await client.send(post(1 << 30, "application/x-ndjson"))
        await client.drip(b'{"html": "<p>a page that comes letter by letter"}\n' * 1000)


async def cut(port):
    async with Client(port) as client:
        await client.send(post(100_000) + b"<p>half a page" * random.randrange(1, 5000))
        await asyncio.sleep(random.random() / 2)


async def garbage(port):
    async with Client(port) as client:
        await client.send(random.randbytes(random.randrange(1, 100_000)))
        await client.read()


async def garbage_stream(port):
    async with Client(port) as client:
        data = random.randbytes(500_000)
        await client.send(post(len(data), "application/x-ndjson") + data)
        await asyncio.wait_for(client.read(), 5)


async def giant(port):
    async with Client(port) as client:
        await client.send(post(1 << 32))
        for _ in range(1 << 16):
            await client.send(b"<p>giant" * 8192)
            await asyncio.sleep(0.05)


async def giant_chunks(port):
    async with Client(port) as client:
        await client.send(b"POST /extract HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(1 << 16):
            await client.send(b"10000\r\n" + b"<p>giant" * 8192 + b"\r\n")
            await asyncio.sleep(0.05)


async def large(port):
    """As large as may be, and nested as deep."""
    data = b"<div><p>Words of a large page, one after another. " * 100_000
    async with Client(port) as client:
        await client.send(post(len(data)) + data)
        await asyncio.wait_for(client.read(), 20)


async def deaf(port):
    async with Client(port, small=True) as client:
        data = b"<p>Words of a page whose answer nobody reads, one after another." * 20_000
        await client.send(post(len(data)) + data)
        await asyncio.sleep(60)


async def deaf_stream(port):
    async with Client(port, small=True) as client:
        line = json.dumps({"html": "<p>Words of a page whose answer nobody reads." * 5000}).encode() + b"\n"
        await client.send(post(1 << 40, "application/x-ndjson"))
        while True:
            await client.send(line)


KINDS = [silent, slow_head, slow_body, slow_stream, cut, garbage, garbage_stream, giant, giant_chunks, deaf, deaf_stream]


async def bad(port, kind, until, ended):
    """A client that is bad in one way, over and over."""
    while (left := until - time.monotonic()) > 0:
        try:
            await asyncio.wait_for(kind(port), left)
            ended[kind.__name__, "ended"] += 1
        except (TimeoutError, asyncio.TimeoutError):
            ended[kind.__name__, "held on"] += 1
        except OSError:
            ended[kind.__name__, "was cut"] += 1
        await asyncio.sleep(0.05)


async def ask(port, page):
    async with Client(port) as client:
        await client.send(post(len(page)).replace(b"HTTP/1.1", b"HTTP/1.0") + page)
        head, _, body = (await client.read()).partition(b"\r\n\r\n")
        return int(head.split(b" ")[1]), body


async def good(port, pages, until, latencies, problems, expected):
    """A client that asks for one page after another, and holds each answer to the first."""
    while time.monotonic() < until:
        name = next(pages)
        begin = time.monotonic()
        try:
            status, body = await asyncio.wait_for(ask(port, (ROOT / name).read_bytes()), PATIENCE)
            if status != 200 or expected.setdefault(name, body) != body:
                problems[f"status {status}" if status != 200 else "another answer than before"] += 1
                continue
            latencies.append(time.monotonic() - begin)
        except (TimeoutError, asyncio.TimeoutError, OSError, IndexError) as error:
            problems[type(error).__name__] += 1


async def watch(pid, seen):
    while True:
        seen.append(memory(pid))
        await asyncio.sleep(0.05)


async def settled(pid, goal):
    """The memory of a process that is left in peace until it has less than a goal, or long enough."""
    until = time.monotonic() + REST
    while (now := memory(pid)) >= goal and time.monotonic() < until:
        await asyncio.sleep(0.5)
    return now


def told(latencies, problems):
    if not latencies:
        return f"no answer; {dict(problems)}"
    ordered = sorted(latencies)
    at = lambda share: 1000 * ordered[int(share * (len(ordered) - 1))]
    return f"{len(ordered)} answers, {at(.5):.0f} ms median, {at(.95):.0f} ms p95, {at(1):.0f} ms at most; {dict(problems)}"


async def run(given, port, pid):
    names = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "data/pages").glob("*.html"))
    pages, expected, seen, ended = itertools.cycle(names), {}, [], collections.Counter()
    start = memory(pid)
    watcher = asyncio.create_task(watch(pid, seen))

    async def goods(seconds):
        latencies, problems, until = [], collections.Counter(), time.monotonic() + seconds
        await asyncio.gather(*(good(port, pages, until, latencies, problems, expected) for _ in range(given.good)))
        return latencies, problems

    alone = await goods(5)
    used = memory(pid)
    until = time.monotonic() + given.seconds
    kinds = itertools.chain([large] * min(4, given.bad), itertools.cycle(KINDS))
    bads = [asyncio.create_task(bad(port, kind, until, ended)) for kind in itertools.islice(kinds, given.bad)]
    beside = await goods(given.seconds)
    await asyncio.gather(*bads)
    peak = max(seen)
    after = await settled(pid, 2 * start)
    again = await goods(2)
    end = await settled(pid, 2 * start)
    watcher.cancel()
    print(f"good clients alone:      {told(*alone)}")
    print(f"beside {given.bad} bad ones:     {told(*beside)}")
    print(f"afterwards:              {told(*again)}")
    for kind in sorted({kind for kind, _ in ended}):
        print(f"  {kind:15}", ", ".join(f"{what} {count}" for (of, what), count in sorted(ended.items()) if of == kind))
    print(f"memory in MiB: {start:.0f} at the start, {used:.0f} after good clients, {peak:.0f} at most, {after:.0f} after, {end:.0f} at the end")
    is_good = all(latencies and not problems for latencies, problems in (alone, beside, again))
    return is_good and max(after, end) < 2 * start


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("unboil", type=pathlib.Path)
    arguments.add_argument("--seconds", type=float, default=30)
    arguments.add_argument("--bad", type=int, default=200)
    arguments.add_argument("--good", type=int, default=4)
    arguments.add_argument("serve", nargs="*", help="arguments of unboil serve, behind --")
    given = arguments.parse_args()
    command = [given.unboil, "serve", "--port", "0", *given.serve]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
        is_good = asyncio.run(run(given, port, server.pid))
    finally:
        server.terminate()
        status = server.wait()
    print(f"ended with status {status}")
    sys.exit(0 if is_good and status == 0 else 1)


if __name__ == "__main__":
    main()
