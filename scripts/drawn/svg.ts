/** Width and height, px. */
export type Size = readonly [number, number];

/** A drawing of so many px. */
export const svg = (width: number, height: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;

/** A gradient through these colours, from top to bottom where no direction is given. */
export const fade = (id: string, colours: string[], direction = 'x2="0" y2="1"'): string =>
  `<linearGradient id="${id}" x1="0" y1="0" ${direction}>${colours
    .map((colour, i) => `<stop offset="${i / (colours.length - 1)}" stop-color="${colour}"/>`)
    .join("")}</linearGradient>`;

/** A colour that goes out to all sides. */
export const glow = (id: string, colour: string): string =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity=".95"/><stop offset=".3" stop-color="${colour}" stop-opacity=".5"/><stop offset=".65" stop-color="${colour}" stop-opacity=".14"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;

/** The whole of the drawing in one fill. */
export const ground = (fill: string): string => `<rect width="100%" height="100%" fill="${fill}"/>`;
