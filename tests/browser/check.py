#!/usr/bin/env python3
"""Opens pages made for people in headless Chromium, as a phone and a desk, light and dark, and asserts that they ask for
nothing, say nothing on the console, never scroll sideways, and can be read.

    python3 tests/browser/check.py PAGE.html... [--screenshots FOLDER]

Needs Playwright for Python, and `chromium` in the path; tests/browser/run gets both.
"""
import argparse, itertools, pathlib, shutil

from playwright.sync_api import sync_playwright

WIDTHS = [360, 1280]
SCHEMES = ["light", "dark"]
# Milliseconds: a busy machine may take long, and only a browser that hangs takes longer.
TIMEOUT = 300_000
# What must not be true of a page: its name, and an expression that gives what is wrong, or nothing.
CHECKS = {
    "scrolls sideways": "document.documentElement.scrollWidth > innerWidth && document.documentElement.scrollWidth",
    "has elements beyond the edge": """[...document.querySelectorAll('body *')]
        .filter(e => !e.closest('.scroll, svg') && e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')""",
    "has plots without a title": "[...document.querySelectorAll('svg[role=img]')].filter(e => !e.querySelector('title')).length",
    "has tables without headings": "[...document.querySelectorAll('table')].filter(e => !e.querySelector('th[scope]')).length",
    # The contrast that WCAG 2.2 asks for at level AA: 4.5 to 1.
    "has text too pale to read": """(() => {
        const light = color => {
            const linear = c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
            const [r, g, b] = color.match(/[\\d.]+/g).map(c => linear(c / 255));
            return .2126 * r + .7152 * g + .0722 * b;
        };
        const behind = e => {
            for (; e; e = e.parentElement) {
                const color = getComputedStyle(e).backgroundColor;
                if (!color.endsWith(', 0)')) return color;
            }
            return 'rgb(255, 255, 255)';
        };
        const is_pale = e => {
            const [more, less] = [light(getComputedStyle(e).color), light(behind(e))].sort((a, b) => b - a);
            return (more + .05) / (less + .05) < 4.5;
        };
        const has_text = e => [...e.childNodes].some(node => node.nodeType == 3 && node.data.trim());
        return [...document.querySelectorAll('body :not(svg, svg *)')].filter(has_text).filter(is_pale)
            .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ');
    })()""",
}


def look_at(browser, path, width, scheme, screenshots):
    """What is wrong with a page."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    address = path.resolve().as_uri()
    wrong, asked = [], []
    page.set_default_timeout(TIMEOUT)
    page.on("console", lambda message: wrong.append(f"says {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"fails with {error}"))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    if screenshots:
        page.evaluate("document.querySelectorAll('details').forEach((details, at) => { details.open = at < 3 })")
        page.screenshot(path=screenshots / f"{path.stem}-{width}-{scheme}.png", full_page=True)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    wrong += [f"{name}: {found}" for name, check in CHECKS.items() if (found := page.evaluate(check))]
    page.close()
    wrong += [f"asks for {url}" for url in asked if url != address and not url.startswith("data:")]
    return [f"{path.name} at {width} px, {scheme}: {what}" for what in wrong]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pages", nargs="+", type=pathlib.Path)
    arguments.add_argument("--screenshots", type=pathlib.Path)
    given = arguments.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        looks = itertools.product(given.pages, WIDTHS, SCHEMES)
        found = [what for look in looks for what in look_at(browser, *look, given.screenshots)]
        browser.close()
    print(*found, f"{len(given.pages)} pages in a browser: {len(found)} findings", sep="\n")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
