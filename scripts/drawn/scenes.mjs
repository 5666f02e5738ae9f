/** Scenes drawn by code, as SVG. Each takes its width and height in px. */
/** Numbers in [0,1) that are the same in every run (mulberry32). */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const svg = (width, height, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
const fade = (id, colours, direction = 'x2="0" y2="1"') =>
  `<linearGradient id="${id}" x1="0" y1="0" ${direction}>${colours
    .map((colour, i) => `<stop offset="${i / (colours.length - 1)}" stop-color="${colour}"/>`)
    .join("")}</linearGradient>`;
const glow = (id, colour) =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity=".95"/><stop offset=".3" stop-color="${colour}" stop-opacity=".5"/><stop offset=".65" stop-color="${colour}" stop-opacity=".14"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
export const ground = (fill) => `<rect width="100%" height="100%" fill="${fill}"/>`;

/** The outline of a chain of hills from left to right, closed at the bottom. */
function hills(roll, [width, height], base, rise, steepness) {
  const waves = Array.from({ length: 7 }, (_, i) => [2 ** i * (0.7 + roll() * 0.6), roll() * 6.28, 0.52 ** i]);
  let path = `M0 ${height}`;
  for (let x = 0; x <= width + 8; x += 4) {
    const t = (x / width) * steepness;
    const y = waves.reduce((sum, [speed, shift, size]) => sum + size * (1 - Math.abs(Math.sin(t * speed + shift))), 0);
    path += `L${x} ${(base - rise * y * 0.5) * height}`;
  }
  return `${path}L${width} ${height}Z`;
}

/** Ridges behind ridges: the farther, the paler. `at`: the sun's place, shares of the sides. */
export function ridges([width, height], seed, sky, near, at) {
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

export function sea([width, height]) {
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

export function dunes([width, height]) {
  const crest = (y, bend, id) =>
    `<path d="M0 ${y * height}C${width * 0.3} ${(y - bend) * height},${width * 0.5} ${(y + bend) * height},${width} ${(y - bend * 0.6) * height}V${height}H0Z" fill="url(#${id})"/>`;
  return svg(
    width,
    height,
    `<defs>${fade("sky", ["#7fa3bd", "#e8d9c3"])}${fade("a", ["#e9b98a", "#c98a58"])}${fade("b", ["#7a4a33", "#d69a64"], 'x2="1" y2="1"')}${fade("c", ["#f0c491", "#8c5436"], 'x2="1" y2=".6"')}${fade("d", ["#5d3527", "#c98752"], 'x2=".9" y2="1"')}</defs>
    ${ground("url(#sky)")}${crest(0.5, 0.05, "a")}${crest(0.58, -0.13, "b")}${crest(0.68, 0.2, "c")}${crest(0.86, -0.22, "d")}`,
  );
}

export function night([width, height]) {
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

export function city([width, height]) {
  const roll = dice(11);
  const row = (base, colour, lit) => {
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
export function flower([width, height]) {
  const [x, y] = [width / 2, height / 2];
  const ring = (count, long, wide, fill, shift) =>
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

export const poster = ([width, height]) =>
  svg(
    width,
    height,
    `${ground("#efe6d2")}<circle cx="${width * 0.36}" cy="${height * 0.42}" r="${height * 0.3}" fill="#d5412b"/><path d="M${width * 0.36} ${height * 0.12}A${height * 0.3} ${height * 0.3} 0 0 1 ${width * 0.36} ${height * 0.72}Z" fill="#1d2b45"/><rect x="${width * 0.58}" y="${height * 0.22}" width="${width * 0.09}" height="${height * 0.62}" fill="#e8b23a"/><path d="M${width * 0.72} ${height * 0.84}L${width * 0.93} ${height * 0.84}L${width * 0.93} ${height * 0.36}Z" fill="#2f6f73"/><path d="M${width * 0.07} ${height * 0.84}H${width * 0.93}" stroke="#1d2b45" stroke-width="6"/>`,
  );

/** Light through a window on a wall. */
export const windowLight = ([width, height]) =>
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

/** Rows of tulips that run to the horizon. */
export function fields([width, height]) {
  const colours = ["#d8384a", "#f2b33d", "#7b3f8c", "#e9725b", "#f4efe2", "#3f6f3a"];
  const far = [width * 0.56, height * 0.4];
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
