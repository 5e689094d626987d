// Tells of text that is cut off, leaves its box or lies upon other text. What counts is the ink: the box of a line of
// text is higher than its letters.
(() => {
  const ink = document.createElement('canvas').getContext('2d');
  const metrics = new Map();
  const measured = (font, text) => {
    const key = font + text;
    if (!metrics.has(key)) {
      ink.font = font;
      metrics.set(key, ink.measureText(text));
    }
    return metrics.get(key);
  };
  /** How far a line lies within a box, in px: left, right, top, bottom. */
  const margins = (line, box, top, bottom) =>
    [line.left - box.left, box.right - line.right, top - box.top, box.bottom - bottom].map(Math.round);
  const isOpaque = (color) => !/^(transparent|rgba\(.*, 0\))$/.test(color);

  /** What holds text below an element: boxes that may cut it off or show its edge, and the layer in which it lies. */
  const held = new Map();
  const holds = (element) => {
    if (!element) return { clips: [], boxes: [], layer: null, free: false };
    if (held.has(element)) return held.get(element);
    const above = holds(element.parentElement);
    const style = getComputedStyle(element);
    const own = { ...above, style };
    const isRoot = element === document.documentElement || element === document.body;
    const scrolls = /auto|scroll/.test(style.overflowY) && !isRoot;
    if (['fixed', 'sticky'].includes(style.position) || element.localName === 'dialog')
      Object.assign(own, { layer: element, clips: [], boxes: [], free: false });
    if (scrolls) Object.assign(own, { clips: [], boxes: [], free: true, scroller: element });
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && !isRoot) own.clips = [...own.clips, element];
    const hasEdge =
      parseFloat(style.borderInlineStartWidth) > 0 &&
      parseFloat(style.borderInlineEndWidth) > 0 &&
      style.borderTopStyle !== 'none';
    const isBox = hasEdge || isOpaque(style.backgroundColor) || element.localName === 'button';
    if (isBox && style.display !== 'inline' && !isRoot && !scrolls)
      own.boxes = [...own.boxes, { element, inset: parseFloat(style.borderTopLeftRadius) > 0 ? 3 : -1 }];
    held.set(element, own);
    return own;
  };

  const look = (label) => {
    held.clear();
    const faults = [];
    const say = (text, what) => faults.push(`${label}: “${text.trim().replace(/\s+/g, ' ').slice(0, 40)}” ${what}`);
    const { clientWidth, scrollWidth } = document.documentElement;
    const practising = 'practising' in document.documentElement.dataset;
    if (scrollWidth > clientWidth) faults.push(`${label}: the page is ${scrollWidth - clientWidth} px too wide`);
    const texts = [];
    const dialog = document.querySelector('dialog[open]');
    const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest('svg, .visually-hidden, .skip-link, noscript, textarea, select'))
        continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(node);
      const { clips, boxes, layer, free, style } = holds(parent);
      const mayBreak = parent.closest('button, .button, output, .choice, .pain-scale-steps, .stage-face');
      if (mayBreak && range.getClientRects().length > 1) {
        for (const word of node.data.matchAll(/[^\s\u00ad-]{2,}/g)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1)
            say(word[0], 'is broken');
        }
        range.selectNodeContents(node);
      }
      const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      for (const line of range.getClientRects()) {
        if (line.width < 1) continue;
        const m = measured(font, node.data.trim().slice(0, 200));
        const middle = line.top + (line.height - m.fontBoundingBoxAscent - m.fontBoundingBoxDescent) / 2;
        const top = middle + m.fontBoundingBoxAscent - m.actualBoundingBoxAscent;
        const bottom = middle + m.fontBoundingBoxAscent + m.actualBoundingBoxDescent;
        const rect = { left: line.left, right: line.right, top, bottom, layer, parent, text: node.data };
        texts.push(rect);
        if (line.left < -1 || line.right > clientWidth + 1)
          say(
            node.data,
            `is cut off at the side of the window by ${Math.round(Math.max(-line.left, line.right - clientWidth))} px`,
          );
        if (
          (practising || (layer && !free)) &&
          layer?.localName !== 'dialog' &&
          getComputedStyle(layer ?? parent).position !== 'sticky' &&
          (top < -1 || bottom > innerHeight + 1)
        )
          say(
            node.data,
            `is cut off at the foot of the window by ${Math.round(Math.max(-top, bottom - innerHeight))} px`,
          );
        for (const clip of clips) {
          const box = clip.getBoundingClientRect();
          if (line.left < box.left - 1 || line.right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1)
            say(node.data, `is cut off by .${clip.className}: ${margins(line, box, top, bottom)}`);
        }
        const last = boxes.at(-1);
        if (last) {
          const box = last.element.getBoundingClientRect();
          if (
            line.left < box.left + last.inset ||
            line.right > box.right - last.inset ||
            top < box.top - 1 ||
            bottom > box.bottom + 1
          )
            say(
              node.data,
              `leaves ${last.element.localName}.${last.element.className}: ${margins(line, box, top, bottom)}`,
            );
        }
      }
    }
    texts.sort((a, b) => a.top - b.top);
    texts.forEach((one, at) => {
      for (let next = at + 1; next < texts.length && texts[next].top < one.bottom - 2; next++) {
        const other = texts[next];
        if (one.layer !== other.layer || one.text === other.text) continue;
        if (other.left < one.right - 2 && one.left < other.right - 2 && other.bottom > one.top + 2)
          say(one.text, `lies upon “${other.text.trim().slice(0, 40)}”`);
      }
    });
    return faults;
  };
  globalThis.faultsAt = (label) => {
    const root = document.documentElement;
    const count = document.querySelector('[data-practising] [data-testid="count"]');
    const faults = [];
    for (const scale of ['', '200%']) {
      root.style.fontSize = scale;
      for (const digits of !count ? [''] : scale ? ['18', '1000'] : ['8', '18', '888', '1000']) {
        if (count) {
          count.textContent = digits;
          count.dataset.digits = digits.length;
        }
        faults.push(...look(`${label}${scale && ' twice as large'}${digits && ` with ${digits}`}`));
      }
    }
    root.style.fontSize = '';
    return [...new Set(faults)];
  };
})();
