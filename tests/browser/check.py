#!/usr/bin/env python3
"""Opens pages made for people in headless Chromium, as a phone and a desk, light and dark, and asserts that they ask for
nothing, say nothing on the console, and never scroll sideways.

    python3 tests/browser/check.py PAGE.html... [--screenshots FOLDER]

Needs `chromium` in the path, and `websockets` in the Python that runs it; tests/browser/run gets both.
"""
import argparse, asyncio, base64, itertools, json, pathlib, shutil, subprocess, tempfile, urllib.request

import websockets

WIDTHS = [360, 1280]
SCHEMES = ["light", "dark"]
# What must be true of a page at any width: its name, and an expression that gives what is wrong with it.
CHECKS = {
    "scrolls sideways": "document.documentElement.scrollWidth > innerWidth ? document.documentElement.scrollWidth + 'px' : ''",
    "has elements beyond the edge": """[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg')
        && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')""",
    "has plots without a name": "[...document.querySelectorAll('svg[role=img]')].filter(e => !e.querySelector('title')).length || ''",
    "has tables without headings": "[...document.querySelectorAll('table')].filter(e => !e.querySelector('th[scope]')).length || ''",
    "has text too pale to read": """(() => {
        const light = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(c => c / 255)
            .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b }
        const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor
            if (!/, 0\\)$/.test(c)) return c } return 'rgb(255, 255, 255)' }
        const pale = e => { const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x)
            return (a + .05) / (b + .05) < 4.5 }
        return [...document.querySelectorAll('body :not(svg, svg *)')].filter(e => [...e.childNodes]
            .some(n => n.nodeType == 3 && n.data.trim())).filter(pale).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')
    })()""",
}


class Browser:
    """A tab of a browser, by the protocol of its developer tools."""

    def __init__(self, socket):
        self.socket, self.numbers, self.events = socket, itertools.count(1), []

    async def call(self, method, **parameters):
        number = next(self.numbers)
        await self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(await self.socket.recv())
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            self.events.append(message)

    async def wait_for(self, method):
        while all(event.get("method") != method for event in self.events):
            self.events.append(json.loads(await self.socket.recv()))

    async def value(self, expression):
        result = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")


async def look_at(browser, page, width, scheme, screenshots):
    """What is wrong with a page."""
    browser.events.clear()
    await browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    await browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    address = page.resolve().as_uri()
    await browser.call("Page.navigate", url=address)
    await browser.wait_for("Page.loadEventFired")
    await browser.value("document.querySelectorAll('details').forEach(details => { details.open = true })")
    wrong = []
    for name, expression in CHECKS.items():
        found = await browser.value(expression)
        if found:
            wrong.append(f"{name}: {found}")
    for event in browser.events:
        if event.get("method") == "Network.requestWillBeSent":
            asked = event["params"]["request"]["url"]
            if asked != address and not asked.startswith("data:"):
                wrong.append(f"asks for {asked}")
        if event.get("method") in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            wrong.append(f"says {json.dumps(event['params'])[:300]}")
    if screenshots:
        await browser.value("document.querySelectorAll('details').forEach((details, at) => { details.open = at < 3 })")
        picture = await browser.call("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        name = screenshots / f"{page.stem}-{width}-{scheme}.png"
        name.write_bytes(base64.b64decode(picture["data"]))
    return wrong


async def look_at_all(pages, screenshots):
    with tempfile.TemporaryDirectory() as profile:
        command = [shutil.which("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
        chromium = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            line = next(line for line in chromium.stderr if "DevTools listening on" in line)
            port = line.split("ws://")[1].split("/")[0]
            with urllib.request.urlopen(f"http://{port}/json") as tabs:
                tab = next(tab for tab in json.load(tabs) if tab["type"] == "page")
            async with websockets.connect(tab["webSocketDebuggerUrl"], max_size=None) as socket:
                browser = Browser(socket)
                for domain in ["Page", "Network", "Log", "Runtime"]:
                    await browser.call(f"{domain}.enable")
                found = []
                for page, width, scheme in itertools.product(pages, WIDTHS, SCHEMES):
                    wrong = await look_at(browser, page, width, scheme, screenshots)
                    found += [f"{page.name} at {width} px, {scheme}: {what}" for what in wrong]
                return found
        finally:
            chromium.terminate()
            chromium.wait()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pages", nargs="+", type=pathlib.Path)
    arguments.add_argument("--screenshots", type=pathlib.Path)
    given = arguments.parse_args()
    found = asyncio.run(look_at_all(given.pages, given.screenshots))
    for what in found:
        print(what)
    print(f"{len(given.pages)} pages in a browser: {len(found)} findings")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
