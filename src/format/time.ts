import type { FileDate } from "#picture/metadata.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What is left of a time, in ms, in two units: `23 h 41 min`, `2 days 3 h`, `4 min`, `less than a minute`. */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} days ${hours % 24} h` : `${days} days`;
}

/** How long something will still take, in ms, no more exactly than anyone can know: `a few seconds`, `about 20 s`, `about 3 min`. */
export function formatRoughly(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 8) return "a few seconds";
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s`;
  return `about ${formatDuration(Math.ceil(seconds / 60) * 60_000)}`;
}

/** Hours as settings give them: `24 hours`, `1 hour`, `7 days`. */
export function formatHours(hours: number): string {
  if (hours >= 48 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** `24 Nov, 10:12 UTC`, for the server, which does not know the reader's zone. */
export function formatUtc(iso: string): string {
  const at = new Date(iso);
  const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}, ${time} UTC`;
}

/** The same moment in the zone of whoever runs this. */
export function formatLocal(iso: string): string {
  const at = new Date(iso);
  return `${at.getDate()} ${MONTHS[at.getMonth()]}, ${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** A date as the file says it: `12 Dec 2010, 12:41:35 +02:00`. Never shifted between zones. */
export function formatFileDate(date: FileDate): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?).*)?$/.exec(date.local);
  const month = parts ? MONTHS[Number(parts[2]) - 1] : undefined;
  if (!parts || !month) return [date.local, date.offset].filter(Boolean).join(" ");
  const day = `${Number(parts[3])} ${month} ${parts[1]}`;
  return [parts[4] ? `${day}, ${parts[4]}` : day, date.offset].filter(Boolean).join(" ");
}

/** ms as seconds: `0.04 s`, `1.2 s`, `75 s`. */
export function formatSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toFixed(3))} s`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
