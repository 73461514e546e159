"""What a browser tells of a page that an eye or a hand would notice: small measurements for the accessibility tests.

Each gives a list of what is wrong, as words that say where; an empty list when all is well.
"""

from __future__ import annotations

from playwright.sync_api import Page

# Names an element briefly; and what a reader sees of it. Every measurement starts with this.
_TOOLS = """
const named = element => element.outerHTML.replace(/\\s+/g, ' ').slice(0, 110);
const seen = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && element.getClientRects().length > 0 && !element.closest('.kp-onzichtbaar');
const all = selector => [...document.querySelectorAll(selector)].filter(seen);
const parse = colour => {
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { red, green, blue, alpha: alpha / 255 };
};
const light = ({ red, green, blue }) => [red, green, blue].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
};
const behind = element => {
    for (let up = element; up; up = up.parentElement) {
        const colour = parse(getComputedStyle(up).backgroundColor);
        if (colour.alpha > 0.99) return colour;
    }
    return parse('white');
};
"""

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])"


def measured(page: Page, script: str, argument: object = None) -> list:
    """The outcome of a piece of script with the tools above; `given` is its argument."""
    return page.evaluate(f"given => {{ {_TOOLS} {script} }}", argument)


def sticking_out(page: Page) -> list[str]:
    """What does not fit in the width of the window. A table may scroll, in a region with a name that takes the focus."""
    return measured(
        page,
        """
        const width = document.documentElement.clientWidth, wrong = [];
        if (document.documentElement.scrollWidth > innerWidth) wrong.push(`page: ${document.documentElement.scrollWidth}`);
        for (const element of all('body *')) {
            const { overflowX } = getComputedStyle(element);
            if (['auto', 'scroll'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1) {
                const labelled = element.matches('[aria-label][role], [aria-labelledby][role]');
                const reached = element.tabIndex >= 0 || element.querySelector('a, button, input');
                if (!labelled || !reached) wrong.push(`scrolls without a name or the focus: ${named(element)}`);
            }
            const scroller = element.parentElement.closest('.kp-tabel, .kp-zoekfilter');
            const box = element.getBoundingClientRect();
            if (!scroller && box.width && (box.right > width + 1 || box.left < -1)) wrong.push(`sticks out: ${named(element)}`);
        }
        return wrong;
        """,
    )


def cut_off(page: Page) -> list[str]:
    """Text that its own box hides, or that runs over the text of a neighbour."""
    return measured(
        page,
        """
        const wrong = [];
        for (const element of all('body *')) {
            if (element.closest('svg, .kp-onzichtbaar')) continue;
            const style = getComputedStyle(element), text = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            const hides = ['hidden', 'clip'];
            if (text && hides.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2)
                wrong.push(`cut off below: ${named(element)}`);
            if (text && hides.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 2)
                wrong.push(`cut off at the side: ${named(element)}`);
            if (text && style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth)
                wrong.push(`shortened: ${named(element)}`);
        }
        const boxes = all('a, button, label, h1, h2, h3, p, li, dt, dd, summary')
            .filter(element => !element.closest('svg, table'))
            .flatMap(element => [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim()).map(node => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return [...range.getClientRects()].map(box => [element, box]);
            }).flat());
        boxes.sort((one, other) => one[1].top - other[1].top);
        boxes.forEach(([element, box], place) => {
            for (let next = place + 1; next < boxes.length && boxes[next][1].top < box.bottom - 4; next++) {
                const [other, beside] = boxes[next];
                if (element.contains(other) || other.contains(element)) continue;
                if ([element, other].some(one => one.closest('.kp-uitleg, .kp-springlink'))) continue;
                if (beside.left < box.right - 4 && beside.right > box.left + 4)
                    wrong.push(`over each other: ${named(element)} and ${named(other)}`);
            }
        });
        return wrong;
        """,
    )


def broken_words(page: Page) -> list[str]:
    """Short words that go on at the next line, such as the one word on a button."""
    return measured(
        page,
        """
        const wrong = [], range = document.createRange();
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (!text.parentElement || !seen(text.parentElement)) continue;
            for (const { 0: word, index } of text.data.matchAll(/(?<!\\S)\\p{L}{2,13}(?=[.,:;!?]*(?:\\s|$))/gu)) {
                range.setStart(text, index);
                range.setEnd(text, index + word.length);
                const pieces = [...range.getClientRects()].filter(({ width }) => width > 1);
                const lines = new Set(pieces.map(({ top }) => Math.round(top)));
                if (lines.size > 1) wrong.push(`${word}: ${named(text.parentElement)}`);
            }
        }
        return wrong;
        """,
    )


def without_order(page: Page) -> list[str]:
    """Headings that skip a level, more than one main heading, landmarks that have the same name."""
    return measured(
        page,
        """
        const wrong = [], levels = all('h1, h2, h3, h4, h5, h6').map(heading => [Number(heading.tagName[1]), heading]);
        if (levels.filter(([level]) => level === 1).length !== 1) wrong.push('not one h1');
        levels.forEach(([level, heading], place) => {
            if (level > (levels[place - 1]?.[0] ?? 0) + 1) wrong.push(`skips a level: ${named(heading)}`);
        });
        const names = new Map();
        for (const mark of all('main, nav, header, footer, aside, [role=search], section[aria-label], [role=region]')) {
            const inside = mark.closest('main, article, section') !== null && ['HEADER', 'FOOTER'].includes(mark.tagName);
            if (inside) continue;
            const name = mark.getAttribute('role') ?? mark.tagName;
            const label = document.getElementById(mark.getAttribute('aria-labelledby'))?.textContent;
            const key = `${name} ${mark.getAttribute('aria-label') ?? label ?? ''}`;
            if (names.has(key)) wrong.push(`landmark twice: ${key}`);
            names.set(key, mark);
        }
        return wrong;
        """,
    )


def pale_edges(page: Page) -> list[str]:
    """Fields and buttons of which the edge and the fill both have a contrast under 3 to 1 with what is behind them."""
    return measured(
        page,
        """
        const wrong = [];
        for (const field of all("input:not([type=checkbox], [type=radio]), select, textarea, button")) {
            const style = getComputedStyle(field), ground = behind(field.parentElement);
            const edge = parse(style.borderTopColor), fill = parse(style.backgroundColor);
            const edged = parseFloat(style.borderTopWidth) >= 1 && edge.alpha > 0.5 && contrast(edge, ground) >= 3;
            const filled = fill.alpha > 0.5 && contrast(fill, ground) >= 3;
            const bare = field.tagName === 'BUTTON' && !parseFloat(style.borderTopWidth) && fill.alpha < 0.1;
            const textual = field.tagName === 'BUTTON' && edge.alpha < 0.1 && fill.alpha < 0.1;
            if (!edged && !filled && !bare && !textual)
                wrong.push(`${contrast(edge, ground).toFixed(1)} to 1: ${named(field)}`);
        }
        return wrong;
        """,
    )


def small_targets(page: Page) -> list[str]:
    """Targets under 24 by 24 pixels; apart from links in a sentence, and boxes that their label makes larger (WCAG 2.5.8)."""
    return measured(
        page,
        """
        const wrong = [], boxes = all("a[href], button, input, select, textarea, summary").map(element => {
            const target = element.closest('label') ?? element, box = target.getBoundingClientRect();
            return { element, target, box };
        });
        const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
        for (const one of boxes) {
            if (one.box.width >= 23.9 && one.box.height >= 23.9) continue;
            const text = one.element.parentElement.textContent.trim();
            const display = getComputedStyle(one.element).display;
            if (one.element.tagName === 'A' && display === 'inline' && text !== one.element.textContent.trim()) continue;
            const [x, y] = middle(one);
            const near = boxes.find(other => {
                if (other.target === one.target) return false;
                const { box } = other, small = box.width < 24 || box.height < 24;
                const dx = Math.max(box.left - x, 0, x - box.right), dy = Math.max(box.top - y, 0, y - box.bottom);
                if (Math.hypot(dx, dy) < 12) return true;
                const [a, b] = middle(other);
                return small && Math.hypot(a - x, b - y) < 24;
            });
            if (near) wrong.push(`${Math.round(one.box.width)}x${Math.round(one.box.height)}: ${named(one.element)}`);
        }
        return wrong;
        """,
    )


def unseen_focus(page: Page) -> list[str]:
    """Whether the element that has the focus shows no ring with enough contrast, or lies outside the window or under another."""
    return measured(
        page,
        """
        const element = document.activeElement;
        if (element === document.body || element.id === 'kp-inhoud') return [];
        const style = getComputedStyle(element), ground = behind(element.parentElement), wrong = [];
        const inset = parseFloat(style.outlineOffset) < 0;
        const ring = parse(style.outlineColor), field = element.closest('.kp-balk .kp-zoek')?.querySelector('input');
        const beside = inset ? behind(field ?? element) : ground;
        if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push(`no ring: ${named(element)}`);
        else if (contrast(ring, beside) < 3) wrong.push(`ring ${contrast(ring, beside).toFixed(1)} to 1: ${named(element)}`);
        const boxes = [...element.getClientRects()];
        const shown = boxes.some(box => {
            // Its middle. Of a table longer than the window, and of a text whose caret alone is brought into it, the middle
            // of the part that lies there, which must be that of a button at least.
            const partly = box.height > innerHeight || element.matches('textarea');
            const above = partly ? Math.max(box.top, 0) : box.top;
            const below = partly ? Math.min(box.bottom, innerHeight) : box.bottom;
            const x = box.left + Math.min(box.width / 2, 20), y = (above + below) / 2;
            if (x < 0 || y < 0 || x > innerWidth || y > innerHeight || partly && below - above < 24) return false;
            const top = document.elementFromPoint(x, y);
            return top && (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element));
        });
        if (!shown) wrong.push(`not in sight: ${named(element)}`);
        return wrong;
        """,
    )


def moving(page: Page) -> list[str]:
    """What moves: transitions, animations and scrolling that take time."""
    return measured(
        page,
        """
        const wrong = [], takes = times => times.split(',').some(time => parseFloat(time) > 0.01);
        for (const element of document.querySelectorAll('*')) {
            for (const part of [null, '::before', '::after']) {
                const style = getComputedStyle(element, part);
                if (takes(style.transitionDuration) || style.animationName !== 'none' && takes(style.animationDuration))
                    wrong.push(`${part ?? ''} ${named(element)}`);
                if (style.scrollBehavior !== 'auto') wrong.push(`scrolls smoothly: ${named(element)}`);
            }
        }
        return wrong;
        """,
    )


def pale_pictures(page: Page) -> list[str]:
    """Shapes in pictures with a contrast under 3 to 1 with what is behind them, apart from the ground of a bar."""
    return measured(
        page,
        """
        const wrong = [];
        for (const shape of all('svg path, svg rect:not(.kp-staaf__grond)')) {
            const style = getComputedStyle(shape), field = shape.closest('.kp-balk .kp-zoek')?.querySelector('input');
            const ground = behind(field ?? shape.closest('svg').parentElement);
            const colours = [style.fill, style.stroke].filter(colour => colour !== 'none').map(parse);
            if (!colours.some(colour => colour.alpha > 0.5 && contrast(colour, ground) >= 3))
                wrong.push(`${named(shape.closest('svg'))} on ${JSON.stringify(ground)}`);
        }
        return wrong;
        """,
    )


def unlike_paper(page: Page) -> list[str]:
    """What does not belong on paper: menus and buttons, folded text, pale text, a ground that is not white."""
    return measured(
        page,
        """
        const wrong = all('nav, .kp-balk, .kp-voetbalk, button, input:not(:checked), select, form[role=search]')
            .map(element => `for a screen: ${named(element)}`);
        for (const element of all('body *')) {
            const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
            if (element.closest('svg') || !text) continue;
            const ground = behind(element), ink = parse(getComputedStyle(element).color);
            if (light(ground) < 0.99) wrong.push(`not on white: ${named(element)}`);
            if (contrast(ink, ground) < 7) wrong.push(`pale: ${named(element)}`);
        }
        for (const folded of document.querySelectorAll('details:not([open]) > :not(summary)')) {
            if (!folded.parentElement.checkVisibility() || folded.matches('[hidden]')) continue; // nothing of it is on paper
            if (!folded.checkVisibility()) wrong.push(`folded: ${named(folded)}`);
        }
        return wrong;
        """,
    )
