/** Landscapes drawn by code, as SVG. Each takes its width and height in px. */
import { dice } from "./dice.ts";
import { hills } from "./hills.ts";
import { fade, glow, ground, type Size, svg } from "./svg.ts";

/** Ridges behind ridges: the farther, the paler. `at`: where the sun stands, shares of the sides. */
export function ridges([width, height]: Size, seed: number, sky: string[], near: string, at: Size): string {
  const roll = dice(seed);
  const layers = Array.from({ length: 6 }, (_, i) => {
    const path = hills(roll, [width, height], 0.62 + i * 0.085, 0.3 - i * 0.02, 1.6 + i * 0.7);
    return `<path d="${path}" fill="${near}" fill-opacity="${0.16 + i * 0.15}"/><path d="${path}" fill="url(#mist)"/>`;
  });
  const [x, y] = [at[0] * width, at[1] * height];
  return svg(
    width,
    height,
    `<defs>${fade("sky", sky)}${glow("sun", "#fff6dc")}<linearGradient id="mist" x1="0" y1="0" x2="0" y2="1"><stop offset=".25" stop-color="${sky.at(-1)}" stop-opacity="0"/><stop offset="1" stop-color="${sky.at(-1)}" stop-opacity=".5"/></linearGradient></defs>
    ${ground("url(#sky)")}<circle cx="${x}" cy="${y}" r="${height * 0.45}" fill="url(#sun)" opacity=".75"/><circle cx="${x}" cy="${y}" r="${height * 0.035}" fill="#fffaf0"/>${layers.join("")}`,
  );
}

/** The sun over water, and its glitter. */
export function sea([width, height]: Size): string {
  const roll = dice(21);
  const horizon = height * 0.55;
  const glitter = Array.from({ length: 900 }, () => {
    const depth = roll() ** 1.8;
    const spread = (roll() + roll() + roll() - 1.5) * width * (0.1 + depth * 0.4);
    const long = (3 + depth * 46) * (0.5 + roll());
    return `<rect x="${width * 0.6 + spread - long / 2}" y="${horizon + depth * (height - horizon)}" width="${long}" height="${1 + depth * 5}" rx="2" fill="#ffe9c4" opacity="${0.25 + roll() * 0.6}"/>`;
  });
  return svg(
    width,
    height,
    `<defs>${fade("sky", ["#47618f", "#c98f8a", "#ffcf96"])}${fade("water", ["#e3a681", "#41608a", "#12263f"])}${glow("sun", "#fff1d0")}</defs>
    <rect width="100%" height="${horizon}" fill="url(#sky)"/><circle cx="${width * 0.6}" cy="${horizon}" r="${height * 0.4}" fill="url(#sun)"/>
    <rect y="${horizon}" width="100%" height="${height}" fill="url(#water)"/>${glitter.join("")}<circle cx="${width * 0.6}" cy="${horizon - height * 0.09}" r="${height * 0.05}" fill="#fff8ea"/>`,
  );
}

/** Four crests of sand. */
export function dunes([width, height]: Size): string {
  const crest = (y: number, bend: number, id: string) =>
    `<path d="M0 ${y * height}C${width * 0.3} ${(y - bend) * height},${width * 0.5} ${(y + bend) * height},${width} ${(y - bend * 0.6) * height}V${height}H0Z" fill="url(#${id})"/>`;
  return svg(
    width,
    height,
    `<defs>${fade("sky", ["#7fa3bd", "#e8d9c3"])}${fade("a", ["#e9b98a", "#c98a58"])}${fade("b", ["#7a4a33", "#d69a64"], 'x2="1" y2="1"')}${fade("c", ["#f0c491", "#8c5436"], 'x2="1" y2=".6"')}${fade("d", ["#5d3527", "#c98752"], 'x2=".9" y2="1"')}</defs>
    ${ground("url(#sky)")}${crest(0.5, 0.05, "a")}${crest(0.58, -0.13, "b")}${crest(0.68, 0.2, "c")}${crest(0.86, -0.22, "d")}`,
  );
}

/** Stars over hills. */
export function night([width, height]: Size): string {
  const roll = dice(5);
  const stars = Array.from(
    { length: 700 },
    () =>
      `<circle cx="${roll() * width}" cy="${roll() ** 1.3 * height * 0.8}" r="${0.6 + roll() ** 6 * 3.5}" fill="#fff" opacity="${0.3 + roll() * 0.7}"/>`,
  );
  return svg(
    width,
    height,
    `<defs>${fade("sky", ["#050b1c", "#12284d", "#3d5f86"])}${glow("band", "#9db8e8")}</defs>${ground("url(#sky)")}
    <ellipse cx="${width * 0.45}" cy="${height * 0.4}" rx="${width * 0.6}" ry="${height * 0.16}" fill="url(#band)" opacity=".32" transform="rotate(-34 ${width / 2} ${height / 2})"/>${stars.join("")}
    <path d="${hills(roll, [width, height], 0.86, 0.2, 2.4)}" fill="#0a1426"/><path d="${hills(roll, [width, height], 0.97, 0.14, 3)}" fill="#03060d"/>`,
  );
}

/** Rows of tulips that run to the horizon. */
export function fields([width, height]: Size): string {
  const colours = ["#d8384a", "#f2b33d", "#7b3f8c", "#e9725b", "#f4efe2", "#3f6f3a"];
  const far = [width * 0.56, height * 0.4] as const;
  const rows = Array.from({ length: 46 }, (_, i) => {
    const x = (i - 18) * width * 0.07;
    return `<path d="M${far[0]} ${far[1]}L${x} ${height}L${x + width * 0.056} ${height}Z" fill="${colours[i % colours.length]}"/>`;
  });
  return svg(
    width,
    height,
    `<defs>${fade("sky", ["#5f93c4", "#dfe9ee"])}</defs>${ground("url(#sky)")}<rect y="${far[1]}" width="100%" height="${height}" fill="#31552f"/>${rows.join("")}<path d="${hills(dice(3), [width, height * 0.43], 0.97, 0.1, 9)}" fill="#2b4030"/>`,
  );
}
