/** A city, a flower, a poster and a wall drawn by code, as SVG. Each takes its width and height in px. */
import { dice } from "./dice.ts";
import { fade, ground, type Size, svg } from "./svg.ts";

/** Rows of houses in the evening, some windows lit. */
export function city([width, height]: Size): string {
  const roll = dice(11);
  const row = (base: number, colour: string, lit: boolean) => {
    let blocks = "";
    for (let x = -20; x < width; ) {
      const wide = 60 + roll() * 90;
      const top = height * (base - roll() * 0.34);
      blocks += `<rect x="${x}" y="${top}" width="${wide}" height="${height}" fill="${colour}"/>`;
      for (let y = top + 14; lit && y < height - 20; y += 24)
        for (let at = x + 10; at < x + wide - 14; at += 20)
          if (roll() < 0.42)
            blocks += `<rect x="${at}" y="${y}" width="9" height="13" fill="#ffd489" opacity="${0.35 + roll() * 0.6}"/>`;
      x += wide + roll() * 14;
    }
    return blocks;
  };
  return svg(
    width,
    height,
    `<defs>${fade("sky", ["#1c2344", "#7b5482", "#f09a6c"])}</defs>${ground("url(#sky)")}<circle cx="${width * 0.7}" cy="${height * 0.24}" r="${width * 0.09}" fill="#ffe7c2"/>${row(0.7, "#6a4d74", false)}${row(0.86, "#35304f", true)}${row(1.02, "#151529", true)}`,
  );
}

/** Petals around a centre, on nothing. */
export function flower([width, height]: Size): string {
  const [x, y] = [width / 2, height / 2];
  const ring = (count: number, long: number, wide: number, fill: string, shift: number) =>
    Array.from(
      { length: count },
      (_, i) =>
        `<ellipse cx="${x}" cy="${y - long * 0.6}" rx="${wide}" ry="${long * 0.5}" fill="${fill}" opacity=".88" transform="rotate(${(360 / count) * i + shift} ${x} ${y})"/>`,
    ).join("");
  return svg(
    width,
    height,
    `<defs>${fade("p", ["#ff7a9a", "#b3125a"])}${fade("q", ["#ffd0dc", "#f0487f"])}</defs>${ring(13, width * 0.44, width * 0.085, "url(#p)", 0)}${ring(13, width * 0.31, width * 0.065, "url(#q)", 14)}<circle cx="${x}" cy="${y}" r="${width * 0.1}" fill="#f2b632"/><circle cx="${x}" cy="${y}" r="${width * 0.06}" fill="#a8620f"/>`,
  );
}

/** Plain shapes, as a printer would set them. */
export const poster = ([width, height]: Size): string =>
  svg(
    width,
    height,
    `${ground("#efe6d2")}<circle cx="${width * 0.36}" cy="${height * 0.42}" r="${height * 0.3}" fill="#d5412b"/><path d="M${width * 0.36} ${height * 0.12}A${height * 0.3} ${height * 0.3} 0 0 1 ${width * 0.36} ${height * 0.72}Z" fill="#1d2b45"/><rect x="${width * 0.58}" y="${height * 0.22}" width="${width * 0.09}" height="${height * 0.62}" fill="#e8b23a"/><path d="M${width * 0.72} ${height * 0.84}L${width * 0.93} ${height * 0.84}L${width * 0.93} ${height * 0.36}Z" fill="#2f6f73"/><path d="M${width * 0.07} ${height * 0.84}H${width * 0.93}" stroke="#1d2b45" stroke-width="6"/>`,
  );

/** Light through a window on a wall. */
export const windowLight = ([width, height]: Size): string =>
  svg(
    width,
    height,
    `<defs>${fade("wall", ["#6d6a63", "#3f3c39"], 'x2="1" y2="1"')}<filter id="soft"><feGaussianBlur stdDeviation="7"/></filter></defs>${ground("url(#wall)")}<g filter="url(#soft)" fill="#f6e3ba" opacity=".9">${[
      0, 1, 2, 3,
    ]
      .map((i) => {
        const [x, y] = [width * (0.2 + (i % 2) * 0.29), height * (0.14 + (i >> 1) * 0.29 + (i % 2) * 0.075)];
        return `<path d="M${x} ${y}l${width * 0.26} ${height * 0.067}v${height * 0.26}l${-width * 0.26} ${-height * 0.067}z"/>`;
      })
      .join(
        "",
      )}</g><rect y="${height * 0.86}" width="100%" height="${height}" fill="#2a221d"/><path d="M${width * 0.66} ${height * 0.86}c${-width * 0.02} ${-height * 0.07} ${width * 0.13} ${-height * 0.07} ${width * 0.11} 0z" fill="#161210"/><path d="M${width * 0.715} ${height * 0.82}q${-width * 0.03} ${-height * 0.14} ${width * 0.06} ${-height * 0.24}" stroke="#161210" stroke-width="7" fill="none"/><circle cx="${width * 0.78}" cy="${height * 0.57}" r="${width * 0.035}" fill="#8c2a22"/>`,
  );
