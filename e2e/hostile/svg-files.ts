/** Drawings that reach out for other files, and drawings that never end. */
import { zeroPng } from "./pixel-bombs.ts";

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

function svg(body: string, { attributes = 'width="200" height="200"', prolog = "" } = {}): Buffer {
  return Buffer.from(`${prolog}<svg ${SVG} ${attributes}>${body}</svg>`);
}

export interface Lures {
  /** a picture, a drawing with an element `#x` and a text, somewhere on this machine */
  picture: string;
  drawing: string;
  text: string;
  /** `http://…/`: something that counts who asks */
  web: string;
}

/** Each shows nothing at all unless it gets what it reaches for. */
export function reachingOut({ picture, drawing, text, web }: Lures): Record<string, Buffer> {
  const all = 'width="200" height="200"';
  const file = `file://${picture}`;
  const xinclude = 'xmlns:xi="http://www.w3.org/2001/XInclude"';
  const entity = (declared: string) => `<!DOCTYPE svg [${declared}]>`;
  const write = 'x="5" y="50" font-size="40"';
  return {
    "image by file://": svg(`<image href="${file}" ${all}/>`),
    "image by xlink and path": svg(`<image xlink:href="${picture}" ${all}/>`),
    "image by way out": svg(`<image href="${"../".repeat(12)}${picture.slice(1)}" ${all}/>`),
    "image by http": svg(`<image href="${web}image.png" ${all}/>`),
    "image in an image": svg(
      `<image href="data:image/svg+xml;base64,${svg(`<image href="${file}" ${all}/>`).toString("base64")}" ${all}/>`,
    ),
    "use by file://": svg(`<use href="file://${drawing}#x"/>`),
    "use by http": svg(`<use href="${web}drawing.svg#x"/>`),
    "XInclude of text": svg(`<text ${write}><xi:include ${xinclude} href="file://${text}" parse="text"/></text>`),
    "XInclude of a drawing": svg(`<xi:include ${xinclude} href="file://${drawing}"/>`),
    "XInclude by http": svg(`<xi:include ${xinclude} href="${web}include.svg"/>`),
    "external entity": svg(`<text ${write}>&x;</text>`, { prolog: entity(`<!ENTITY x SYSTEM "file://${text}">`) }),
    "external entity by http": svg(`<text ${write}>&x;</text>`, {
      prolog: entity(`<!ENTITY x SYSTEM "${web}entity">`),
    }),
    "external subset": svg(`<text ${write}>&x;</text>`, { prolog: `<!DOCTYPE svg SYSTEM "${web}subset.dtd">` }),
    "parameter entity": svg("", { prolog: entity(`<!ENTITY % x SYSTEM "${web}parameter"> %x;`) }),
    "style by @import": svg(`<style>@import url(${web}a.css); @import url(file://${text});</style><g class="a"/>`),
    "style sheet": svg("", { prolog: `<?xml-stylesheet type="text/css" href="${web}b.css"?>` }),
    "font of a style": svg(
      `<style>@font-face{font-family:x;src:url(${web}x.woff)}</style><text font-family="x"> </text>`,
    ),
    "filter's image": svg(
      `<filter id="f" ${all}><feImage href="${file}" ${all}/></filter><rect ${all} filter="url(#f)"/>`,
    ),
    "paint of another file": svg(`<rect ${all} fill="url(file://${drawing}#paint)"/>`),
    "foreign page": svg(
      `<foreignObject ${all}><iframe xmlns="http://www.w3.org/1999/xhtml" src="${file}"/></foreignObject>`,
    ),
  };
}

const uses = (levels: number, fan: number): string => {
  const group = (level: number) =>
    `<g id="n${level}">${Array(fan)
      .fill(`<use href="#n${level - 1}"/>`)
      .join("")}</g>`;
  return `<defs><rect id="n0" width="5" height="5"/>${Array.from({ length: levels }, (_, i) => group(i + 1)).join("")}</defs><use href="#n${levels}"/>`;
};
const entities = (levels: number): string =>
  `<!DOCTYPE svg [<!ENTITY e0 "ha">${Array.from({ length: levels }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("")}]>`;
const filtered = (filter: string, side: number) =>
  svg(
    `<filter id="f" x="0" y="0" width="1" height="1">${filter}</filter><rect width="${side}" height="${side}" filter="url(#f)"/>`,
    {
      attributes: `width="${side}" height="${side}"`,
    },
  );

/** Drawings that are too much, by kind. */
export function svgBombs(): Record<string, Buffer> {
  const picture = zeroPng(16_000, 16_000).toString("base64");
  return {
    "SVG of entities": svg("<text>&e9;</text>", { prolog: entities(9) }),
    "SVG of long entities": svg(`<text>${"&a;".repeat(20_000)}</text>`, {
      prolog: `<!DOCTYPE svg [<!ENTITY a "${"a".repeat(50_000)}">]>`,
    }),
    "SVG of nested use": svg(uses(9, 10)),
    "SVG that uses itself": svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "SVG with a huge blur": filtered('<feGaussianBlur stdDeviation="100000"/>'.repeat(60), 8000),
    "SVG with a huge morphology": filtered('<feMorphology operator="dilate" radius="3000"/>'.repeat(20), 6000),
    "SVG of turbulence": filtered('<feTurbulence baseFrequency="0.7" numOctaves="1000000"/>', 12_000),
    "SVG of 300 000 nested groups": svg("<g>".repeat(300_000) + "</g>".repeat(300_000)),
    "SVG of nested patterns": svg(
      `${Array.from({ length: 12 }, (_, i) => `<pattern id="p${i + 1}" width="3" height="3" patternUnits="userSpaceOnUse"><rect width="3000" height="3000" fill="url(#p${i})"/></pattern>`).join("")}<rect width="3000" height="3000" fill="url(#p12)"/>`,
      { attributes: 'width="3000" height="3000"' },
    ),
    "SVG with a PNG of 1 GB": svg(`<image width="200" height="200" href="data:image/png;base64,${picture}"/>`),
    "SVG of a million dashes": svg(
      `<path d="M0 0${" L9e5 9e5 L0 0".repeat(20_000)}" stroke="red" stroke-dasharray="0.0001" fill="none"/>`,
    ),
  };
}

/** Drawings of a size that no picture has. */
export function svgSizes(): Record<string, Buffer> {
  return {
    "SVG of width=1e9": svg("<rect/>", { attributes: 'width="1000000000" height="1000000000"' }),
    "SVG of width=1e9, height=1": svg("<rect/>", { attributes: 'width="1000000000" height="1"' }),
    "SVG of 1e308": svg("<rect/>", { attributes: 'width="1e308" height="1e308" viewBox="0 0 1e-308 1e308"' }),
    "SVG of no size": svg("<rect/>", { attributes: 'width="0" height="NaN" viewBox="0 0 0 0"' }),
  };
}
